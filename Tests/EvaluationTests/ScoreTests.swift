import Base
import Evaluation
import Forecasting
import FoundationEssentials
import Scoring
import TestKit
import Testing

struct ScoreTests {
    let golden: ScoresGolden

    init() throws { golden = try Golden.load(ScoresGolden.self, "scores") }

    @Test("scores and tests equal scikit-learn's and statsmodels', for one symbol and for several", arguments: 0..<5)
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

    @Test(
        "scores of distributions, directions and cross-sections equal those of SciPy, scikit-learn and statsmodels",
        arguments: 0..<5)
    func distributions(index: Int) throws {
        let reference = golden.cases[index]
        let card = try #require(reference.forecasts.scorecard())
        let expected = reference.scores
        let direction = try #require(card.direction)
        let coverage = try #require(card.coverage)
        let tests = coverage.map { $0.test?.pValue ?? .nan }
        let pairs: [(Double?, Double)] = [
            (card.smape, expected.smape), (card.crps, expected.crps), (card.msis, expected.msis),
            (direction.logLoss, expected.logLoss), (direction.brier.score, expected.brier),
            (direction.brier.reliability, expected.brierReliability),
            (direction.brier.resolution, expected.brierResolution), (direction.auc, expected.auc),
            (direction.precision, expected.precision), (direction.recall, expected.recall),
            (direction.pesaranTimmermann?.statistic, expected.direction),
            (direction.pesaranTimmermann?.pValue, expected.directionP),
            (coverage[0].share, expected.coverage50), (coverage[1].share, expected.coverage80),
            (coverage[2].share, expected.coverage90), (tests[0], expected.coverage50P),
            (tests[1], expected.coverage80P), (tests[2], expected.coverage90P),
        ]
        #expect(Golden.largestError(pairs.map { $0.0 ?? .nan }, pairs.map(\.1), floor: 0.001) < 1e-9)
        let kupiec = coverage.compactMap { $0.independent?.unconditional.pValue }
        let promised = [expected.kupiec50P, expected.kupiec80P, expected.kupiec90P].compactMap(\.self)
        #expect(Golden.largestError(kupiec, promised) < 1e-9)
        let skill = card.informationCoefficient
        #expect((skill != nil) == (reference.symbols >= CrossSectionalSkill.symbolsNeeded))
        guard let skill else { return }
        let found = [skill.pearson, skill.rank].flatMap { [$0.mean, $0.ratio ?? .nan, $0.overlapTest?.pValue ?? .nan] }
        let wanted = [
            expected.ic, expected.icRatio, expected.icP, expected.rankIC, expected.rankICRatio, expected.rankICP,
        ].compactMap(\.self)
        #expect(Golden.largestError(found, wanted, floor: 0.001) < 1e-9)
        #expect(
            skill.pearson.times == reference.times && skill.pearson.meanInterval?.contains(skill.pearson.mean) == true)
    }

    @Test("a scorecard of before these scores is still read, and one with all of them comes back as it was")
    func stored() throws {
        let old = """
            {"n": 500, "times": 500, "folds": 2, "horizonBars": 1, "mae": 0.01, "rmse": 0.01, "pinball": 0.003,
            "coverage80": 0.8, "verdict": "", "r2Return": 0.01, "clarkWest": {"statistic": 2, "pValue": 0.03}}
            """
        let card = try JSONDecoder().decode(Scorecard.self, from: Data(old.utf8))
        #expect(card.crps == nil && card.direction == nil && card.coverage == nil && card.clarkWest?.pValue == 0.03)
        let new = try #require(golden.cases[4].forecasts.scorecard())
        #expect(try JSONDecoder().decode(Scorecard.self, from: JSONEncoder().encode(new)) == new)
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
        let smape: Double
        let crps: Double
        let msis: Double
        let logLoss: Double
        let brier: Double
        let brierReliability: Double
        let brierResolution: Double
        let auc: Double
        let precision: Double
        let recall: Double
        let direction: Double
        let directionP: Double
        let coverage50: Double
        let coverage90: Double
        let coverage50P: Double
        let coverage80P: Double
        let coverage90P: Double
        let kupiec50P: Double?
        let kupiec80P: Double?
        let kupiec90P: Double?
        let ic: Double?
        let icRatio: Double?
        let icP: Double?
        let rankIC: Double?
        let rankICRatio: Double?
        let rankICP: Double?
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
