import Base
import Features
import Forecasting
import MarketData
import ModelRegistry
import Orchestration
import TestKit

/// Stores of simulated bars, a registry, and plans that train on them in a moment.
struct TrainingFixture {
    static let now = Instant(seconds: 1_700_000_000)

    let stores: TestStores
    let registry: ModelRegistry

    init(_ series: [BarSeries]) throws {
        stores = try TestStores()
        registry = try ModelRegistry(directory: stores.models, database: stores.database)
        try stores.bars.append(series, source: "simulation", at: Self.now)
    }

    /// A plan of two folds; ridge alone unless told otherwise.
    static func plan(_ change: (inout TrainingPlan) -> Void = { _ in }) throws -> TrainingPlan {
        var plan = TrainingPlan(
            featureSet: try FeatureSet.parse(yaml: SimulatedBars.featureSetText, source: "test"),
            featureSetText: SimulatedBars.featureSetText, codeVersion: "test")
        plan.horizons = [1, 5]
        plan.kinds = [.ridge]
        plan.scope = .perSymbol(global: false)
        plan.folds = 2
        plan.threads = 2
        change(&plan)
        return plan
    }

    func train(_ plan: TrainingPlan, at now: Instant = Self.now) throws -> TrainingReport {
        try TrainingJob(store: stores.bars, registry: registry, plan: plan, clock: { now }).run { _, _, _ in }
    }

    /// The versions of every model, by model and label.
    func versions() throws -> [String: ModelVersion] {
        var result: [String: ModelVersion] = [:]
        for name in try registry.models() {
            for version in try registry.versions(of: name) { result["\(name) \(version.label)"] = version }
        }
        return result
    }
}
