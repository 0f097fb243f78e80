import Base
import Evaluation
import Forecasting
import Kernels
import Scoring
import TestKit
import Testing

/// What the whole judgement finds on markets whose truth is known: nothing on walks, and on autoregressive returns just what
/// is there.
struct KnownMarketTests {
    private static let seeds = 1...20

    /// Families that are tried, with trees few enough for a test.
    private static func tried() throws -> [ModelSpecification] {
        try [
            .standard(.persistence), .standard(.drift), .standard(.historicalMean), .standard(.seasonalNaive),
            .standard(.ridge), ModelSpecification(kind: .randomForest, parameters: ["num_iterations": 30]),
            ModelSpecification(kind: .lightgbm, parameters: ["num_iterations": 40]),
            ModelSpecification(kind: .ensemble, members: [.ridge, .randomForest]),
        ]
    }

    @Test("on random walks tests reject about as often as they say, nothing is promoted and no alarm is raised")
    func walks() throws {
        let specifications = try Self.tried()
        var (rejected, passed, alarms, superior) = (0, 0, 0, 0)
        for seed in Self.seeds {
            let market = SimulatedMarket(seed: UInt64(seed) + 700, bars: 900, r2: 0)
            let table = LearningTable(simulated: market, horizonBars: 1)
            let evaluation = try Evaluator(folds: 3, threads: 2).evaluate(table, specifications)
            let models = evaluation.models.filter { !$0.kind.isNaive }
            rejected += models.count { ($0.scorecard.clarkWest?.pValue ?? 1) < 0.05 }
            passed += evaluation.champion == nil ? 0 : 1
            alarms += evaluation.models.count { $0.alarm != nil }
            superior += (evaluation.comparison()?.superiorToPersistence?.consistent ?? 1) < 0.05 ? 1 : 0
        }
        // 4 of 80 are expected; those of one seed go together, so 10 are some two standard deviations above.
        #expect(rejected <= 10, "rejected \(rejected) of 80 times")
        #expect(passed == 0, "promoted in \(passed) of 20 seeds")
        #expect(alarms == 0 && superior <= 3, "\(alarms) alarms, superior in \(superior) of 20 seeds")
    }

    /// Returns r_t = φ·r_{t−1} + 0.01·ε, of which the last one is the feature.
    private func autoregressive(seed: UInt64, bars: Int, phi: Double, horizon: Int) -> LearningTable {
        var generator = SeededGenerator(seed: seed)
        var returns: [Double] = []
        for _ in 0..<bars { returns.append(phi * (returns.last ?? 0) + 0.01 * generator.normal()) }
        return LearningTable(returns: returns, features: returns.map { [$0] }, horizonBars: horizon)
    }

    /// The share of an h-bar return's variance that the last return tells.
    private func knownR2(phi: Double, horizon: Int) -> Double {
        let told = (1...horizon).reduce(0.0) { sum, step in
            sum + (0..<step).reduce(1.0) { power, _ in power * phi }
        }
        var variance = 0.0
        for left in 0..<horizon {
            for right in 0..<horizon {
                variance += (0..<abs(left - right)).reduce(1.0) { power, _ in power * phi }
            }
        }
        return told * told / variance
    }

    @Test("of autoregressive returns the known out-of-sample R² is found within its sampling error", arguments: [1, 5])
    func autoregression(horizon: Int) throws {
        let phi = 0.2
        let cards = try Self.seeds.map { seed in
            let table = autoregressive(seed: UInt64(seed) + 800, bars: 3000, phi: phi, horizon: horizon)
            let evaluator = Evaluator(folds: 4, initialTrainFraction: 0.5)
            let specification = try ModelSpecification(kind: .ridge, parameters: ["expected_r2": 0.04])
            let evaluation = try evaluator.evaluate(table, [.standard(.persistence), specification])
            return try #require(evaluation[.ridge]?.scorecard)
        }
        let saved = cards.compactMap(\.r2Return)
        let known = knownR2(phi: phi, horizon: horizon)
        let error = (Statistics.variance(saved) / Double(saved.count)).squareRoot()
        let mean = Statistics.mean(saved)
        #expect(abs(mean - known) < 3 * error + 0.0015, "found \(mean) ± \(error) of \(known)")
        let found = cards.count { ($0.clarkWest?.pValue ?? 1) < 0.05 }
        #expect(found >= (horizon == 1 ? 19 : 12), "found in \(found) of 20 seeds")
    }
}
