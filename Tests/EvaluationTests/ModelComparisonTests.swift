import Base
import Evaluation
import Forecasting
import Scoring
import TestKit
import Testing

/// All models beside each other: what the best of many is worth.
struct ModelComparisonTests {
    private static let kinds: [ModelKind] = [.persistence, .drift, .ridge, .randomForest, .lightgbm, .ensemble]

    private func comparison(r2: Double, bars: Int = 1500, seed: UInt64 = 31) throws -> ModelComparison {
        let table = LearningTable(simulated: SimulatedMarket(seed: seed, bars: bars, r2: r2), horizonBars: 1)
        let evaluation = try Evaluator(folds: 3, threads: 2).evaluate(table, Self.kinds.map { .standard($0) })
        return try #require(evaluation.comparison())
    }

    @Test("without skill nothing is superior, persistence may be the best, and the words say so")
    func walk() throws {
        let comparison = try comparison(r2: 0)
        #expect(comparison.names == Self.kinds.map(\.rawValue) && comparison.skilled.count == 4)
        #expect((comparison.superiorToPersistence?.consistent ?? 0) > 0.05)
        #expect(comparison.included.contains(0))
        #expect((comparison.deflatedSharpe ?? 1) < 0.95)
        let overfitting = try #require(comparison.overfitting)
        #expect(overfitting.logits.count == 12_870)
        #expect(comparison.finding.count >= 5)
        #expect(comparison.finding.allSatisfy { $0.hasSuffix(".") && !$0.contains("nan") })
        #expect(!comparison.finding.contains { $0.contains("more than luck") && !$0.contains("not more than luck") })
    }

    @Test("a planted signal is superior to persistence, which is no longer among the best; every call says the same")
    func signal() throws {
        let comparison = try comparison(r2: 0.05, bars: 2500)
        #expect((comparison.superiorToPersistence?.consistent ?? 1) < 0.05)
        #expect(!comparison.included.contains(0) && comparison.included.contains(2))
        #expect((comparison.deflatedSharpe ?? 0) > 0.95)
        #expect(comparison.finding.contains { $0.contains("more than luck among so many explains") })
        #expect(try self.comparison(r2: 0.05, bars: 2500) == comparison)
    }

    @Test("fewer than four models have no probability of overfitting; strategies take every h-th time")
    func trials() throws {
        let table = LearningTable(simulated: SimulatedMarket(seed: 33, bars: 1200, r2: 0.02), horizonBars: 5)
        let kinds: [ModelKind] = [.persistence, .ridge, .lightgbm]
        let evaluation = try Evaluator(folds: 3).evaluate(table, kinds.map { .standard($0) })
        let few = try #require(evaluation.comparison())
        #expect(few.overfitting == nil && few.bestNaive == nil)
        // Every fifth time, so that returns do not overlap.
        #expect(few.strategies[1].returns.count == (few.times + 4) / 5)
    }

    @Test("to be long of what rises anyway is not skill: following is measured beside the drift")
    func drift() throws {
        let kinds: [ModelKind] = [.persistence, .drift, .historicalMean, .ridge]
        var (long, skilled, saidNoBetter) = (0, 0, 0)
        for seed in 1...60 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let returns = (0..<900).map { _ in 0.003 + 0.01 * generator.normal() }
            let table = LearningTable(returns: returns, features: returns.map { _ in [generator.normal()] })
            let evaluation = try Evaluator(folds: 3).evaluate(table, kinds.map { .standard($0) })
            let comparison = try #require(evaluation.comparison())
            #expect(!comparison.isCrossSectional && comparison.strategies[1].sharpe == nil)
            // By its sign every forecast is long, at a Sharpe ratio of 0.3 a bar.
            let forecasts = evaluation.models[3].forecasts.locations
            long += forecasts.count { $0 > 0 } * 10 > forecasts.count * 9 ? 1 : 0
            skilled += (comparison.deflatedSharpe ?? 0) > 0.95 ? 1 : 0
            saidNoBetter +=
                comparison.finding.contains { $0.hasPrefix("Following") && $0.contains("better than drift’s") } ? 1 : 0
        }
        #expect(long == 60 && saidNoBetter == 60 - skilled)
        #expect(skilled <= 8, "\(skilled) of 60 would pass for skill")
    }

    @Test("naive models alone are compared without any that is tried")
    func naiveOnly() throws {
        let table = LearningTable(simulated: SimulatedMarket(seed: 34, bars: 400, r2: 0), horizonBars: 1)
        let evaluation = try Evaluator(folds: 2).evaluate(table, [.standard(.persistence), .standard(.drift)])
        let comparison = try #require(evaluation.comparison())
        #expect(comparison.skilled.isEmpty && comparison.superiorToPersistence == nil)
        #expect(comparison.deflatedSharpe == nil && comparison.bestStrategy == nil)
        #expect(!comparison.finding.isEmpty)
    }
}
