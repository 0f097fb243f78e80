import Base
import Evaluation
import Kernels
import Scoring
import TestKit
import Testing

/// How often walks with a drift and nothing else pass, over many simulated runs of the tests themselves.
///
/// The model is the plainest one that contains drift: a regression of the return on a feature without any bearing.
struct DriftSizeTests {
    private static let runs = 400
    private static let bars = 1000
    private static let folds = [500, 600, 700, 800, 900, 1000]

    struct Trial {
        let card: Scorecard
        let passed: Bool
        /// Whether it would pass without the test against drift.
        let passedBefore: Bool
    }

    private static func trials(sharpe: Double, horizon: Int) throws -> [Trial] {
        try (0..<runs).map { try trial(seed: UInt64($0 + 1), sharpe: sharpe, horizon: horizon) }
    }

    private static func trial(seed: UInt64, sharpe: Double, horizon: Int) throws -> Trial {
        var generator = SeededGenerator(seed: seed)
        let mean = 0.01 * sharpe / 252.0.squareRoot()
        let returns = (0..<(bars + horizon)).map { _ in mean + 0.01 * generator.normal() }
        let feature = (0..<bars).map { _ in generator.normal() }
        let targets = (0..<bars).map { returns[($0 + 1)...($0 + horizon)].reduce(0, +) }
        var (forecasts, drifts): ([Double], [Double]) = ([], [])
        for (start, end) in zip(folds, folds.dropFirst()) {
            let known = start - horizon
            let drift = targets[..<known].reduce(0, +) / Double(known)
            let slope =
                (0..<known).reduce(0) { $0 + feature[$1] * (targets[$1] - drift) }
                / (0..<known).reduce(0) { $0 + feature[$1] * feature[$1] }
            drifts.append(drift)
            forecasts += (start..<end).map { drift + slope * feature[$0] }
        }
        let rows = OutOfSampleRows(
            horizonBars: horizon, symbols: [SampleBars.symbol("A")],
            times: (folds[0]..<bars).map { Instant(seconds: Int64($0)) },
            symbolIndex: (folds[0]..<bars).map { _ in 0 }, actual: Array(targets[folds[0]...]),
            scale: (folds[0]..<bars).map { _ in 0.01 }, closes: (folds[0]..<bars).map { _ in 100 },
            foldStarts: folds.map { $0 - folds[0] })
        let shapes = drifts.map { _ in [Double](repeating: 0, count: 99) }
        let model = OutOfSampleForecasts(rows: rows, locations: forecasts, shapes: shapes)
        let naive = OutOfSampleForecasts(
            rows: rows, locations: drifts.flatMap { [Double](repeating: $0, count: 100) }, shapes: shapes)
        let card = try #require(model.scorecard(drift: drifts))
        let yardstick = try #require(naive.scorecard())
        let (gain, bar) = (card.r2Return ?? 0, max(0, yardstick.r2Return ?? 0))
        return Trial(
            card: card, passed: Gate().decide([(false, card), (true, yardstick)])[0].passed,
            passedBefore: (card.clarkWest?.pValue ?? 1) < 0.05 && gain > bar)
    }

    @Test(
        "a model that knows the drift and nothing else passes in less than one of twenty runs",
        arguments: [0.5, 1, 1.5], [1, 5])
    func passesRarely(sharpe: Double, horizon: Int) throws {
        let trials = try Self.trials(sharpe: sharpe, horizon: horizon)
        // 5 % of 400 are 20; 33 is three standard deviations above.
        let found = trials.count { ($0.card.clarkWestDrift?.pValue ?? 1) < 0.05 }
        #expect(found <= 33, "the test against drift rejected in \(found) of 400 runs")
        let passed = trials.count(where: \.passed)
        #expect(passed <= 20, "passed in \(passed) of 400 runs")
    }

    @Test("the test against persistence and a comparison with drift let far more through")
    func whyItIsThere() throws {
        let trials = try Self.trials(sharpe: 1.5, horizon: 1)
        let before = trials.count(where: \.passedBefore)
        let now = trials.count(where: \.passed)
        #expect(before > 60 && now * 3 < before, "\(before) of 400 runs before, \(now) now")
    }
}
