import Base
import Evaluation
import Forecasting
import TestKit
import Testing

/// What intervals hold when the volatility shifts and the estimate they are scaled by does not see it.
struct IntervalCoverageTests {
    /// Returns of σ 0.01 that double after the middle, beside a volatility that says 0.01 throughout.
    private func shifting(seed: UInt64) -> LearningTable {
        var generator = SeededGenerator(seed: seed)
        let returns = (0..<3000).map { (($0 < 1500) ? 0.01 : 0.02) * generator.normal() }
        return LearningTable(returns: returns, features: returns.map { _ in [] })
    }

    private func coverage(_ intervals: IntervalMethod, _ table: LearningTable) throws -> Double {
        let specification = try ModelSpecification(kind: .drift, intervals: intervals)
        let evaluation = try Evaluator(folds: 1, initialTrainFraction: 0.5).evaluate(table, [specification])
        return evaluation.models[0].scorecard.coverage80
    }

    @Test("after a shift adaptive conformal intervals come nearer to what they say than the others", arguments: 1...3)
    func shift(seed: Int) throws {
        let table = shifting(seed: UInt64(seed))
        let found = try IntervalMethod.allCases.map { (method: $0, share: try coverage($0, table)) }
        let adaptive = try #require(found.first { $0.method == .adaptive }?.share)
        #expect(abs(adaptive - 0.8) < 0.12, "adaptive held \(adaptive)")
        for other in found where other.method != .adaptive {
            #expect(abs(adaptive - 0.8) < abs(other.share - 0.8) / 3, "\(other.method) held \(other.share)")
        }
    }

    @Test(
        "where nothing shifts every method holds about what it says, conformal ones no less",
        arguments: IntervalMethod.allCases)
    func steady(method: IntervalMethod) throws {
        var generator = SeededGenerator(seed: 9)
        let returns = (0..<3000).map { _ in 0.01 * generator.normal() }
        let share = try coverage(method, LearningTable(returns: returns, features: returns.map { _ in [] }))
        #expect(abs(share - 0.8) < 0.035, "held \(share)")
    }

    @Test("levels move by Gibbs and Candès' recursion, and the share below each comes right on any series")
    func recursion() throws {
        let symbol = try #require(Symbol("AAA"))
        let shape = (1...99).map { Double($0) / 12.5 - 4 }
        var generator = SeededGenerator(seed: 4)
        var walk = AdaptiveLevels()
        // 1 − αₜ of one-sided intervals, each level's own.
        var expected = ReturnDistribution.levels
        var below = expected.map { _ in 0.0 }
        let count = 4000
        for time in 0..<count {
            let unit = generator.normal() * (1 + Double(time) / 1000)
            let issued = ReturnDistribution(
                location: 0, scale: 1, shape: AdaptiveLevels.shape(shape, readAt: walk.levels(of: symbol)))
            let quantiles = ReturnDistribution.levels.map(issued.quantile)
            for (place, target) in ReturnDistribution.levels.enumerated() {
                let covered = unit <= quantiles[place] ? 1.0 : 0
                below[place] += covered / Double(count)
                let next = expected[place] + AdaptiveLevels.step * ((1 - covered) - (1 - target))
                let range = AdaptiveLevels.range
                if target != 0.5 { expected[place] = max(range.lowerBound, min(range.upperBound, next)) }
            }
            walk.take(unit, issued: quantiles, symbol: symbol)
            #expect(Golden.largestError(walk.levels(of: symbol), expected, floor: 0.01) < 1e-9)
        }
        // The spread grows fivefold on the way, beyond all the shape has.
        for (share, target) in zip(below, ReturnDistribution.levels) where (0.1...0.9).contains(target) {
            #expect(abs(share - target) < 0.08, "\(target): \(share)")
        }
    }

    /// What `Goldens/conformal.py` writes.
    struct ConformalGolden: Decodable {
        struct Interval: Decodable {
            let confidence: Double
            let low: Double
            let high: Double
        }
        let returns: [Double]
        let intervals: [Interval]
    }

    @Test("the whole model's split conformal intervals are MAPIE's about its median")
    func conformal() throws {
        let golden = try Golden.load(ConformalGolden.self, "conformal")
        let table = LearningTable(returns: golden.returns, features: golden.returns.map { _ in [] })
        let specification = try ModelSpecification(kind: .drift, intervals: .conformal)
        let model = try Trainer.fit(specification, on: TrainingSlice(table))
        let input = ForecastInput(
            features: UnsafeBufferPointer(start: nil, count: 0), seasonal: .nan, volatility: 0.01)
        let forecast = model.forecast(input)
        for interval in golden.intervals {
            let tail = (1 - interval.confidence) / 2
            let ends = [tail, 1 - tail].map { forecast.quantile($0) - forecast.location }
            #expect(Golden.largestError(ends, [interval.low, interval.high], floor: 0.01) < 1e-12)
        }
        let mean = golden.returns.dropFirst().reduce(0, +) / 250
        #expect(abs(forecast.location - mean) < 1e-15)
    }
}
