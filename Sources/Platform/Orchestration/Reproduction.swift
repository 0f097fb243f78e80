import Base
import Features
import Forecasting
import FoundationEssentials
public import MarketData
public import ModelRegistry
import Storage

/// Trains a run again from its manifest.
public struct Reproduction: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// The run that was repeated.
        public let run: RunRecord
        /// SHA-256 over the model files made now.
        public let artifactHash: String

        /// Whether the files are the same to the bit.
        public var isSame: Bool { artifactHash == run.artifactHash }
    }

    private let store: BarStore
    private let registry: ModelRegistry
    private let threads: Int

    /// Makes a reproduction over the stores the run was made from.
    public init(store: BarStore, registry: ModelRegistry, threads: Int) {
        self.store = store
        self.registry = registry
        self.threads = threads
    }

    /// Fits the run's model again and compares its files; nothing is registered.
    ///
    /// - As of: reads bars as of the manifest's knowledge time, up to its last event time.
    /// - Throws: ``TrainingError/dataChanged(run:expected:was:)`` when the bars are others.
    public func run(_ id: String) throws -> Outcome {
        let run = try registry.run(id)
        let manifest = run.manifest
        guard let interval = BarInterval(manifest.interval) else { throw RegistryError.unknownRun(id) }
        let series = try manifest.symbols.map {
            try store.series($0, interval, asOf: manifest.asOf).upTo(manifest.dataThrough)
        }
        var benchmark: BarSeries?
        if case .outperformance(let symbol) = manifest.target {
            benchmark = try store.series(symbol, interval, asOf: manifest.asOf).upTo(manifest.dataThrough)
        }
        let hash = BarFingerprint.hexadecimal(of: series + (benchmark.map { [$0] } ?? []), interval: interval)
        guard hash == manifest.dataHash else {
            throw TrainingError.dataChanged(run: id, expected: manifest.dataHash, was: hash)
        }
        let features = try FeatureSet.parse(yaml: manifest.featureSetText, source: "run \(id)")
        let panel = try Panel.build(series: series, featureSet: features, horizons: [manifest.horizonBars])
        let slice = TrainingSlice(
            LearningTable(panel, horizonIndex: 0, target: manifest.target, benchmark: benchmark.map(PriceColumn.init)))
        let model = try Trainer.fit(manifest.specification, on: slice, threads: threads)
        let folder = AtomicFile.temporaryName(for: "\(registry.directory)/reproduction-\(id)")
        defer { try? FileManager.default.removeItem(atPath: folder) }  // A leftover does no harm: nothing points at it.
        try model.save(toFolder: folder)
        return Outcome(run: run, artifactHash: try ModelRegistry.hash(ofFolder: folder))
    }
}
