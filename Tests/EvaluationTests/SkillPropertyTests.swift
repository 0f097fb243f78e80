import Evaluation
import Forecasting
import Scoring
import TestKit
import Testing

/// What judgement finds on simulated markets: skill that is there, and none that is not.
struct SkillPropertyTests {
    private static let seeds = 1...20

    /// Ridge's p against persistence over about 500 test days.
    private func ridge(seed: Int, bars: Int, horizon: Int, r2: Double) throws -> Scorecard {
        let market = SimulatedMarket(seed: UInt64(seed), bars: bars, r2: r2)
        let table = LearningTable(simulated: market, horizonBars: horizon)
        let start = 1 - 500 / Double(bars)
        let evaluation = try Evaluator(folds: 5, initialTrainFraction: start).evaluate(table, [.standard(.ridge)])
        return try #require(evaluation[.ridge]?.scorecard)
    }

    @Test("a planted return R² of 2 % over 500 test days is found")
    func findsSkill() throws {
        let cards = try Self.seeds.map { try ridge(seed: $0, bars: 2000, horizon: 1, r2: 0.02) }
        let found = cards.count { ($0.clarkWest?.pValue ?? 1) < 0.05 }
        let saved = cards.reduce(0) { $0 + ($1.r2Return ?? 0) } / Double(cards.count)
        #expect(found >= 15, "found in \(found) of 20 seeds")
        let passed = cards.count { $0.gateP < 0.05 }
        #expect(passed >= 15, "passed against drift too in \(passed) of 20 seeds")
        #expect((0.008...0.022).contains(saved), "mean out-of-sample R² was \(saved)")
    }

    @Test("on random walks Clark–West rejects about as often as it says", arguments: [1, 5, 21])
    func findsNoSkillInWalks(horizon: Int) throws {
        let cards = try Self.seeds.map { try ridge(seed: $0 + 100, bars: 1500, horizon: horizon, r2: 0) }
        let found = cards.count { ($0.clarkWest?.pValue ?? 1) < 0.05 }
        #expect(found <= 3, "found in \(found) of 20 seeds")
    }

    @Test("trees find a strong signal, and the gate lets them through")
    func treesFindSkill() throws {
        let table = LearningTable(simulated: SimulatedMarket(seed: 77, bars: 3000, r2: 0.04), horizonBars: 1)
        let kinds: [ModelKind] = [.persistence, .ridge, .randomForest, .lightgbm, .ensemble]
        let evaluation = try Evaluator(folds: 4, threads: 2).evaluate(table, kinds.map { .standard($0) })
        #expect(evaluation.models.map(\.decision.passed) == [false, true, true, true, true])
    }

    @Test("80 % intervals cover about 80 %", arguments: [1, 5])
    func coverage(horizon: Int) throws {
        let market = SimulatedMarket(seed: 12, bars: 1500, symbolCount: 4, r2: 0)
        let table = LearningTable(simulated: market, horizonBars: horizon)
        let kinds: [ModelKind] = [.persistence, .drift, .seasonalNaive, .ridge, .randomForest]
        let evaluation = try Evaluator(folds: 4, threads: 2).evaluate(table, kinds.map { .standard($0) })
        let coverages = evaluation.models.map(\.scorecard.coverage80)
        #expect(coverages.allSatisfy { abs($0 - 0.8) < 0.03 }, "coverages were \(coverages)")
    }
}
