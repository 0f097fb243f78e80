import Base
import Evaluation
import Forecasting
import TestKit
import Testing

struct ScoreTests {
    let golden: ScoresGolden

    init() throws { golden = try Golden.load(ScoresGolden.self, "scores") }

    @Test("scores and tests equal scikit-learn's and statsmodels', for one symbol and for several", arguments: 0..<4)
    func scores(index: Int) throws {
        let reference = golden.cases[index]
        let card = try #require(reference.forecasts.scorecard(drift: reference.drift))
        let expected = reference.scores
        let pairs: [(Double?, Double)] = [
            (card.mae, expected.mae), (card.rmse, expected.rmse), (card.mase, expected.mase),
            (card.r2Return, expected.r2Return), (card.r2Price, expected.r2Price),
            (card.r2PriceNaive, expected.r2PriceNaive), (card.directionalAccuracy, expected.directionalAccuracy),
            (card.pinball, expected.pinball), (card.coverage80, expected.coverage80),
            (card.clarkWest?.statistic, expected.clarkWest), (card.clarkWest?.pValue, expected.clarkWestP),
            (card.clarkWestDrift?.statistic, expected.clarkWestDrift),
            (card.clarkWestDrift?.pValue, expected.clarkWestDriftP),
            (card.dieboldMariano?.statistic, expected.dieboldMariano),
            (card.dieboldMariano?.pValue, expected.dieboldMarianoP),
        ]
        #expect(Golden.largestError(pairs.map { $0.0 ?? .nan }, pairs.map(\.1), floor: 0.001) < 1e-10)
        #expect(card.n == reference.actual.count && card.times == reference.times && card.folds == 2)
        if let low = expected.directionalLow, let high = expected.directionalHigh {
            let interval = [card.directionalAccuracyLow ?? .nan, card.directionalAccuracyHigh ?? .nan]
            #expect(Golden.largestError(interval, [low, high]) < 1e-12)
        }
    }

    @Test("Holm's adjustment equals statsmodels'")
    func holm() {
        let values = golden.holm.flatMap { HolmAdjustment.adjusted($0.p) }
        #expect(Golden.largestError(values, golden.holm.flatMap(\.adjusted)) < 1e-15)
        #expect(HolmAdjustment.adjusted([]).isEmpty)
    }

    @Test("five symbols that are one and the same are no more evidence than that one")
    func copiesAreNoEvidence() throws {
        let reference = golden.cases[1]
        let one = try #require(reference.forecasts.scorecard())
        let five = try #require(reference.repeated(5).scorecard())
        #expect(five.n == 5 * one.n && five.times == one.times)
        let values = [five.clarkWest, five.dieboldMariano].map { $0?.pValue ?? .nan }
        let expected = [one.clarkWest, one.dieboldMariano].map { $0?.pValue ?? .nan }
        #expect(Golden.largestError(values, expected) < 1e-10)
        let widths = [one, five].map { ($0.directionalAccuracyHigh ?? 0) - ($0.directionalAccuracyLow ?? 0) }
        #expect(widths[1] > 0.8 * widths[0])
    }

    @Test("naive models are not tested against drift, and the seasonal one, which contains neither, not at all")
    func naive() throws {
        let table = LearningTable(simulated: SimulatedMarket(seed: 9, bars: 400, r2: 0), horizonBars: 1)
        let kinds: [ModelKind] = [.persistence, .drift, .seasonalNaive, .ridge]
        let cards = try Evaluator(folds: 2).evaluate(table, kinds.map { .standard($0) }).models.map(\.scorecard)
        #expect(cards.map { $0.clarkWest != nil } == [false, true, false, true])
        #expect(cards.map { $0.clarkWestDrift != nil } == [false, false, false, true])
        var writer = JSONWriter(reserving: 1024)
        writer.object { cards[3].write(to: &$0) }
        #expect(String(decoding: writer.bytes, as: UTF8.self).contains("\"clark_west_drift_p\":0."))
    }

    @Test("persistence has no direction and is no test of itself")
    func persistence() throws {
        let rows = golden.cases[0].forecasts.rows
        let zero = OutOfSampleForecasts(
            rows: rows, locations: rows.times.map { _ in 0 }, shapes: golden.cases[0].shapes)
        let card = try #require(zero.scorecard())
        #expect(card.directionalAccuracy == 0.5 && card.mase == 1 && card.r2Return == 0)
        #expect(card.clarkWest == nil && card.dieboldMariano == nil)
        #expect(card.r2Price == card.r2PriceNaive)
    }
}

/// What `Goldens/scores.py` writes.
struct ScoresGolden: Decodable {
    struct Scores: Decodable {
        let mae: Double
        let rmse: Double
        let mase: Double
        let r2Return: Double
        let r2Price: Double
        let r2PriceNaive: Double
        let directionalAccuracy: Double
        let pinball: Double
        let coverage80: Double
        let clarkWest: Double
        let clarkWestP: Double
        let clarkWestDrift: Double
        let clarkWestDriftP: Double
        let dieboldMariano: Double
        let dieboldMarianoP: Double
        let directionalLow: Double?
        let directionalHigh: Double?
    }
    struct Case: Decodable {
        let horizon: Int
        let symbols: Int
        let times: Int
        let foldStarts: [Int]
        let actual: [Double]
        let forecast: [Double]
        let drift: [Double]
        let closes: [Double]
        let scale: [Double]
        let shapes: [[Double]]
        let scores: Scores

        var forecasts: OutOfSampleForecasts { repeated(1) }

        /// The same forecasts for so many copies of every symbol.
        func repeated(_ copies: Int) -> OutOfSampleForecasts {
            func wide<Value>(_ values: [Value]) -> [Value] { values.flatMap { [Value](repeating: $0, count: copies) } }
            let many = symbols * copies
            let rows = OutOfSampleRows(
                horizonBars: horizon, symbols: (0..<many).compactMap { Symbol("S\($0)") },
                times: (0..<times * many).map { Instant(seconds: Int64($0 / many)) },
                symbolIndex: (0..<times * many).map { Int32($0 % many) }, actual: wide(actual), scale: wide(scale),
                closes: wide(closes), foldStarts: foldStarts.map { $0 * copies })
            return OutOfSampleForecasts(rows: rows, locations: wide(forecast), shapes: shapes)
        }
    }
    struct Holm: Decodable {
        let p: [Double]
        let adjusted: [Double]
    }
    let cases: [Case]
    let holm: [Holm]
}
