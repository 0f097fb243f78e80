public import Base
public import MarketData
import Storage

/// A build of features: which set, of which bars.
public struct FeatureBuild: Sendable {
    /// The set.
    public var featureSet: FeatureSet
    /// What each bar covers.
    public var interval: BarInterval
    /// The symbols; all that have bars when `nil`.
    public var symbols: [Symbol]?
    /// Names the program that computes; rows of another are computed again, since only the same code promises the same bits.
    public var program: String
    /// Whether everything is computed again.
    public var isFromScratch = false
    /// How many threads compute.
    public var threads: Int

    /// Describes a build of all symbols.
    public init(
        _ featureSet: FeatureSet, _ interval: BarInterval, program: String = BuildInformation.identity, threads: Int = 1
    ) {
        self.featureSet = featureSet
        self.interval = interval
        self.program = program
        self.threads = threads
    }
}

extension FeatureStore {
    /// Tells how far a build is: symbols looked at, symbols to look at, and which one is worked on.
    public typealias Progress = @Sendable (_ done: Int, _ total: Int, _ text: String) -> Void

    /// Computes the features of stored bars, adjusted, and stores them; where rows are stored already, of new bars only.
    ///
    /// Every batch of symbols is visible once it is written, so a build that was interrupted goes on where it ended. The
    /// rows are the same bits as those of a build from the first bar.
    ///
    /// - Parameters:
    ///   - build: What to compute.
    ///   - bars: The bars.
    ///   - now: The present.
    ///   - progress: Told of every batch.
    /// - Returns: What was done.
    /// - Throws: ``FeatureStoreError``, ``FeatureError``, `MarketDataError` or `StorageError`.
    public func build(
        _ build: FeatureBuild, from bars: BarStore, at now: Instant, progress: @escaping Progress = { _, _, _ in }
    ) throws -> FeatureBuildReport {
        try FileLock.holding(lockPath) {
            try build.featureSet.check(build.interval)
            let appends = try bars.lastAppends(build.interval)
            guard !appends.isEmpty else { throw FeatureStoreError.noBars(nil, build.interval) }
            for symbol in build.symbols ?? [] where appends[symbol] == nil {
                throw FeatureStoreError.noBars(symbol, build.interval)
            }
            guard build.featureSet.isOfOneSymbol || build.symbols == nil else {
                throw FeatureStoreError.needsUniverse(set: build.featureSet.name)
            }
            try removeStrays()
            let set = try register(build.featureSet, at: now)
            var work = FeatureBuilder(
                store: self, set: set, build: build, bars: bars, appends: appends, now: now, progress: progress)
            try build.featureSet.isOfOneSymbol ? work.buildSymbols() : work.buildUniverse()
            try mergeUpdates(FeatureWork(store: self, set: set, build: build), at: now)
            return work.report
        }
    }
}
