import Base
import CommandLineInterface
import Features
import MarketData
import ModelRegistry
import Orchestration
import Storage

/// The stores of one data folder, opened as the settings say.
struct Workspace {
    let configuration: Configuration
    let database: SQLiteDatabase
    let bars: BarStore
    let registry: ModelRegistry

    init(_ configuration: Configuration) throws {
        self.configuration = configuration
        let folder = configuration[Settings.dataFolder]
        try Folder.create(folder)
        database = try SQLiteDatabase(path: "\(folder)/state.sqlite")
        bars = try BarStore(directory: "\(folder)/bars", database: database)
        registry = try ModelRegistry(directory: "\(folder)/models", database: database)
    }

    /// Opens a data folder that is there; a command that only looks must not leave an empty one behind a misspelt name.
    static func existing(_ configuration: Configuration) throws -> Workspace {
        let folder = configuration[Settings.dataFolder]
        guard Folder.exists(folder) else {
            throw CommandFailure(
                .notReady, "there is no data folder \(folder)",
                mend: "run `martlet ingest --sample` or `martlet ingest FILE`, or name another by --data-dir")
        }
        return try Workspace(configuration)
    }

    /// How many threads training may use.
    var threads: Int { configuration.threads(Settings.threads) }

    /// Where live features are kept from one start of the server to the next.
    var liveFeaturesFolder: String { "\(configuration[Settings.dataFolder])/features/live" }

    /// Where the sample lies.
    func samplePath() throws -> String {
        let path = configuration[Settings.samplePath]
        guard SmallFile.exists(path: path) else {
            let key = Settings.samplePath.declaration.key
            throw CommandFailure(
                .badData, "there is no file \(path)",
                mend: "run martlet in the folder of its repository, or say where the file is by --set \(key)=PATH")
        }
        return path
    }

    /// The feature set of the settings, and its text.
    func featureSet() throws -> (set: FeatureSet, text: String) {
        let path = try SetFiles(configuration).configuredPath()
        let set = try FeatureSet.load(path: path)
        return (set, String(decoding: try SmallFile.read(path: path), as: UTF8.self))
    }

    /// A plan of training with the settings' folds, gate, horizons and seed.
    func trainingPlan() throws -> TrainingPlan {
        let (set, text) = try featureSet()
        var plan = TrainingPlan(
            featureSet: set, featureSetText: text,
            codeVersion: "\(BuildInformation.version)+\(BuildInformation.commit)")
        plan.horizons = Set(configuration[Settings.horizons]).sorted()
        plan.folds = configuration[Settings.walkForwardFolds]
        plan.initialTrainFraction = configuration[Settings.walkForwardInitialFraction]
        plan.embargoBars = configuration[Settings.walkForwardEmbargoBars]
        plan.alpha = configuration[Settings.gateAlpha]
        plan.seed = UInt64(configuration[Settings.seed])
        plan.threads = threads
        return plan
    }

    /// The quality report of what is stored.
    func qualityReport() throws -> QualityReport {
        struct Key: Hashable {
            let symbol: Symbol
            let interval: BarInterval
        }
        let findings = Dictionary(grouping: try bars.findings()) { Key(symbol: $0.symbol, interval: $0.interval) }
        var quarantined: [Key: Int] = [:]
        for count in try bars.quarantineCounts() {
            quarantined[Key(symbol: count.symbol, interval: count.interval)] = count.rows
        }
        return QualityReport(
            try bars.catalogue().map { stored in
                let key = Key(symbol: stored.symbol, interval: stored.interval)
                return QualityReport.Entry(
                    symbol: stored.symbol, interval: stored.interval, bars: stored.bars,
                    quarantined: quarantined[key] ?? 0, findings: findings[key] ?? [])
            })
    }
}
