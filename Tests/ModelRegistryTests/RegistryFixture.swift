import Base
import Evaluation
import Forecasting
import ModelRegistry
import TestKit

/// A registry in a folder of its own, and models to put into it.
struct RegistryFixture {
    /// A model with its scores.
    struct Trained: Sendable {
        let model: CalibratedModel
        let scores: Scorecard
    }

    static let now = Instant(seconds: 1_700_000_000)

    let stores: TestStores
    let registry: ModelRegistry

    init() throws {
        stores = try TestStores()
        registry = try ModelRegistry(directory: stores.models, database: stores.database)
    }

    /// Ridge models of three random walks: equal specification, other bytes.
    static func ridge(_ seed: UInt64 = 1) throws -> Trained { try trained[Int(seed) - 1].get() }

    private static let trained = (UInt64(1)...3).map { seed in Result { try train(seed) } }

    private static func train(_ seed: UInt64) throws -> Trained {
        let market = SimulatedMarket(seed: seed, bars: 400, r2: 0)
        let table = LearningTable(
            symbols: market.symbols, featureNames: market.featureNames, horizonBars: 5, times: market.times,
            symbolIndex: market.symbolIndex, features: market.features, closes: market.closes,
            volatility: market.volatility, targets: market.targets(horizonBars: 5),
            seasonal: market.seasonal(horizonBars: 5))
        let evaluation = try Evaluator(folds: 2).evaluate(table, [.standard(.ridge)])
        return Trained(
            model: try Trainer.fit(.standard(.ridge), on: TrainingSlice(table)), scores: evaluation.models[0].scorecard)
    }

    static func manifest(
        scope: String = "AAPL", kind: ModelKind = .ridge, seed: UInt64 = 1, dataHash: String = "d0"
    ) -> RunManifest {
        RunManifest(
            scope: scope, symbols: [SampleBars.symbol("AAPL")], interval: .day, horizonBars: 5,
            specification: .standard(kind, seed: seed), dataHash: dataHash, asOf: now,
            dataThrough: now.advanced(bySeconds: -86_400), featureSet: "small@1", featureSetHash: "f0",
            featureSetText: "name: small", evaluation: EvaluationPlan(), codeVersion: "0.1.0+abc")
    }

    func record(_ manifest: RunManifest = manifest(), model seed: UInt64 = 1) throws -> RunRecord {
        try registry.record(try Self.ridge(seed).model, manifest: manifest, seconds: 1, rows: 400, at: Self.now)
    }

    /// Records and registers a run as a version of AAPL.h5.
    func version(
        _ manifest: RunManifest = manifest(), label: String = "ridge", passed: Bool = false, model seed: UInt64 = 1
    ) throws -> ModelVersion {
        let decision = GateDecision(passed: passed, reason: passed ? "skill found" : "no skill found", holmP: 0.5)
        return try registry.register(
            record(manifest, model: seed), as: Self.name, label: label, scores: Self.ridge(seed).scores,
            decision: decision, at: Self.now)
    }

    static let name = ModelName(scope: "AAPL", horizonBars: 5)
}
