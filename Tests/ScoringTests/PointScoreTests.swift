import Base
import Scoring
import TestKit
import Testing

struct PointScoreTests {
    let golden: ScoresGolden

    init() throws { golden = try Golden.load(ScoresGolden.self, "scores") }

    @Test("point and interval scores equal scikit-learn's and the papers' formulas")
    func scores() {
        let points = golden.points
        let (forecasts, outcomes) = (points.forecasts, points.outcomes)
        let intervals = zip(points.lower, points.upper).map { PredictionInterval(lower: $0, upper: $1) }
        let scale = PointScores.seasonalScale(points.history, season: points.season)
        let values = [
            PointScores.meanAbsoluteError(forecasts: forecasts, outcomes: outcomes),
            PointScores.rootMeanSquaredError(forecasts: forecasts, outcomes: outcomes),
            PointScores.smape(forecasts: forecasts, outcomes: outcomes), scale,
            PointScores.mase(forecasts: forecasts, outcomes: outcomes, scale: scale),
            IntervalScores.msis(intervals, outcomes: outcomes, missRate: points.missRate, scale: scale),
        ]
        let expected = [points.mae, points.rmse, points.smape, points.scale, points.mase, points.msis]
        #expect(Golden.largestError(values, expected, floor: 0.001) < 1e-13)
    }

    @Test("what is not defined is NaN or nil, and no trap")
    func degenerate() {
        #expect(PointScores.meanAbsoluteError(forecasts: [], outcomes: []).isNaN)
        #expect(PointScores.smape(forecasts: [1, .nan], outcomes: [1, 2]).isNaN)
        #expect(PointScores.smape(forecasts: [0], outcomes: [0]) == 0)
        #expect(PointScores.mase(forecasts: [1], outcomes: [2], scale: 0).isNaN)
        #expect(PointScores.seasonalScale([1, 2], season: 2).isNaN)
        #expect(PointScores.seasonalScale([1, 2], season: 0).isNaN)
        let interval = PredictionInterval(lower: 0, upper: 1)
        #expect(IntervalScores.intervalScore(interval, outcome: .nan, missRate: 0.1).isNaN)
        #expect(IntervalScores.msis([], outcomes: [], missRate: 0.1, scale: 1).isNaN)
        let bootstrap = StationaryBootstrap(meanBlock: 2, repetitions: 20, seed: 1)
        #expect(PointScores.returnR2Interval(modelSquares: [1, 1], naiveSquares: [1, 1], bootstrap: bootstrap) == nil)
        #expect(
            PointScores.returnR2Interval(
                modelSquares: [1, .nan, 1], naiveSquares: [1, 1, 1], bootstrap: bootstrap) == nil)
    }

    @Test("arrays that do not belong together stop the caller")
    func countsDiffer() async {
        await #expect(processExitsWith: .failure) {
            _ = PointScores.meanAbsoluteError(forecasts: [1, 2], outcomes: [1])
        }
    }

    @Test("the interval of R² holds the true R² about as often as it says")
    func returnR2Coverage() throws {
        var held = 0
        for seed in 1...60 {
            var source = NormalSource(seed: UInt64(seed))
            let signal = (0..<300).map { _ in source.next() }
            let returns = signal.map { 0.3 * $0 + source.next() }
            let model = zip(returns, signal).map { ($0 - 0.3 * $1) * ($0 - 0.3 * $1) }
            let bootstrap = StationaryBootstrap(meanBlock: 3, repetitions: 200, seed: 7)
            let interval = try #require(
                PointScores.returnR2Interval(
                    modelSquares: model, naiveSquares: returns.map { $0 * $0 }, bootstrap: bootstrap, confidence: 0.9))
            if interval.contains(0.09 / 1.09) { held += 1 }
        }
        #expect((46...60).contains(held), "held \(held) of 60")
    }
}
