import Base
import CommandLineInterface
import Features
import Forecasting
import MarketData
import ModelRegistry
import Orchestration

/// A data folder with the sample and a LightGBM champion for each of its symbols, one bar ahead.
struct ServingStore {
    private let workspace: Workspace

    init(_ configuration: Configuration) throws {
        workspace = try Workspace(configuration)
        guard try workspace.bars.catalogue().isEmpty, try workspace.registry.models().isEmpty else {
            throw CommandFailure(
                .usage, "\(configuration[Settings.dataFolder]) is in use",
                mend: "give an empty folder with --data-dir")
        }
    }

    /// Takes the sample in, trains, and forces the champions.
    ///
    /// - Returns: The file of the first champion's trees, as LightGBM itself writes and reads it.
    func prepare() throws -> String {
        let path = workspace.configuration[Settings.samplePath]
        _ = try Ingest(store: workspace.bars).run(
            BarImporter().read(path: path), source: MainJob.sampleSource, at: .now())
        var plan = try workspace.trainingPlan()
        plan.horizons = [1]
        plan.kinds = [.lightgbm]
        plan.scope = .perSymbol(global: false)
        plan.folds = 2  // How they are judged does not matter here.
        let job = TrainingJob(store: workspace.bars, registry: workspace.registry, plan: plan, clock: Instant.now)
        let champions = try job.run { _, _, _ in }.outcomes.compactMap { try force($0.model) }
        guard let first = champions.first else {
            throw CommandFailure(.badData, "\(path) gave no model", mend: "take the sample that came with Martlet")
        }
        return "\(workspace.registry.directory)/\(first.artifact)/\(CalibratedModel.treesFileName)"
    }

    private func force(_ model: ModelName) throws -> ModelVersion? {
        let trees = try workspace.registry.latestVersions(of: model).first { $0.label == ModelKind.lightgbm.rawValue }
        return try trees.map {
            try workspace.registry.promote(
                $0.version, of: model, force: true, reason: "forced for a benchmark", at: .now())
        }
    }
}
