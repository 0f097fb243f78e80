import Base
import Forecasting
import ModelRegistry
import Orchestration
import TestKit
import Tuning

/// Plans that search in a moment.
enum TuningFixture {
    static let walk = SimulatedBars.series("AAA", count: 600, seed: 1)
    static let signal = SimulatedBars.series("AAA", count: 900, seed: 3, autocorrelation: 0.4)

    /// A random search for the two parameters of ridge.
    static func plan(
        _ method: SearchMethod = .random(trials: 8), kind: ModelKind = .ridge, space: [String]? = nil,
        _ change: (inout TuningPlan) -> Void = { _ in }
    ) throws -> TuningPlan {
        let data = try TrainingFixture.plan {
            $0.folds = 4
            $0.horizons = [1]
        }
        let texts = space ?? ["expected_r2=0.0001..0.5:log", "clip=2.0..10.0"]
        var plan = try TuningPlan(
            data: data, untuned: .standard(kind, seed: data.seed), horizonBars: 1, space: TuningSpace.parse(texts),
            method: method)
        change(&plan)
        return plan
    }
}

extension TrainingFixture {
    /// Runs a search, and reads what is in the registry afterwards.
    func tune(_ plan: TuningPlan, stop: @escaping @Sendable () -> Bool = { false }) throws -> (
        outcome: TuningJob.Outcome, report: TuningReport
    ) {
        let job = TuningJob(
            store: stores.bars, registry: registry, plan: plan, clock: { Self.now }, shouldStop: stop)
        let outcome = try job.run { _, _, _ in }[0]
        return (outcome, try TuningReport(registry, study: outcome.study))
    }
}
