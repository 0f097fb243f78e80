import Base
import Evaluation
import Forecasting
import FoundationEssentials
import TestKit
import Testing

/// Skill too good to be true: it is noticed, and what carries it is named.
struct SkillAlarmTests {
    /// A market without skill in which one feature knows a share of the next return.
    private func leaking(symbols: Int, noise: Double, horizon: Int = 1) -> LearningTable {
        let market = SimulatedMarket(seed: 21, bars: symbols > 1 ? 400 : 1200, symbolCount: symbols, r2: 0)
        let table = LearningTable(simulated: market, horizonBars: horizon)
        var generator = SeededGenerator(seed: 22)
        var features = table.features
        for row in 0..<table.count where table.targets[row].isFinite {
            features[row * table.featureCount + 3] =
                table.targets[row] / table.scale(at: row) + noise * generator.normal()
        }
        return table.with(features: features)
    }

    @Test(
        "a leaked column raises the alarm and is named first, of one symbol and of many", arguments: [1, 12], [1, 5])
    func leak(symbols: Int, horizon: Int) throws {
        let table = leaking(symbols: symbols, noise: horizon == 1 ? 2 : 0.7, horizon: horizon)
        let kinds: [ModelKind] = [.persistence, .drift, .ridge, .lightgbm]
        let evaluation = try Evaluator(folds: 3, threads: 2).evaluate(table, kinds.map { .standard($0) })
        for kind in [ModelKind.ridge, .lightgbm] {
            let model = try #require(evaluation[kind])
            let alarm = try #require(model.alarm)
            #expect(alarm.causes[0].hasPrefix("return R²"))
            let carrier = try #require(alarm.carriers.first)
            #expect(carrier.feature == "f3" && carrier.correlation > 0.3 && (carrier.importance ?? 0) > 0.05)
            #expect(!model.decision.passed && model.scorecard.verdict == model.decision.reason)
            #expect(model.decision.reason.hasPrefix("not passed: too good to be true: return R²"))
            #expect(model.decision.reason.contains("f3 (correlation 0."))
            #expect(model.decision.reason.contains("martlet models acknowledge"))
            if symbols > 1 {
                #expect(alarm.causes.contains { $0.contains("information coefficient") })
                #expect(model.bySymbol.values.allSatisfy { !$0.decision.passed && $0.decision.alarm == alarm })
            }
        }
        #expect(evaluation.champion == nil)
        #expect(table.symbols.allSatisfy { evaluation.champion(of: $0) == nil })
        #expect(evaluation.models[0].alarm == nil)
    }

    @Test("an honest signal of two percent raises none, and a strong one of four neither")
    func honest() throws {
        for (seed, r2) in [(UInt64(1), 0.02), (2, 0.02), (3, 0.02), (4, 0.04)] {
            let market = SimulatedMarket(seed: seed, bars: 3000, r2: r2)
            let table = LearningTable(simulated: market, horizonBars: 1)
            let evaluation = try Evaluator(folds: 3).evaluate(table, [.standard(.persistence), .standard(.ridge)])
            #expect(evaluation[.ridge]?.alarm == nil && evaluation.champion == 1)
        }
    }

    @Test("an acknowledged alarm lets pass what it alone held back, and nothing else")
    func acknowledged() throws {
        let alarm = SkillAlarm(causes: ["a cause"], carriers: [])
        let passed = GateDecision(passed: true, reason: "skill found", holmP: 0.01)
        let held = passed.raising(alarm)
        #expect(!held.passed && held.alarm == alarm && held.withheldReason == "skill found")
        #expect(held.reason.contains("a cause; no feature carries it"))
        let released = held.acknowledged("simulated")
        #expect(released.passed && released.alarm == alarm && released.reason.hasSuffix("acknowledged: simulated"))
        let refused = GateDecision(passed: false, reason: "no skill found", holmP: 0.4).raising(alarm)
        #expect(refused.reason == "no skill found" && refused.alarm == alarm && !refused.acknowledged("so").passed)
        #expect(passed.raising(nil) == passed && passed.acknowledged("so") == passed)
        let stored = try JSONDecoder().decode(GateDecision.self, from: JSONEncoder().encode(held))
        #expect(stored == held)
    }

    @Test("the bound on the return R² grows with the horizon, up to a fifth")
    func bounds() {
        #expect([1, 5].map(SkillAlarm.returnR2Limit) == [0.05, 0.05])
        let longer = [21, 63, 252].map(SkillAlarm.returnR2Limit)
        #expect(longer.map { ($0 * 1000).rounded() } == [102, 177, 200])
    }
}
