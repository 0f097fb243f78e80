import Base
import MarketData

/// Says why the stored rows of a symbol cannot be gone on from.
struct FeatureStaleness {
    /// What is stored.
    let series: [Symbol: StoredFeatureSeries]
    private let build: FeatureBuild
    private let missing: Swift.Set<Symbol>
    private let store: FeatureStore
    private let set: StoredSet

    init(_ store: FeatureStore, _ set: StoredSet, _ build: FeatureBuild) throws {
        self.build = build
        self.store = store
        self.set = set
        series = try store.series(of: set, build.interval)
        let present = Swift.Set(try store.segmentFiles())
        let files = try store.files(of: set, build.interval)
        missing = Swift.Set(files.filter { !$0.value.allSatisfy(present.contains) }.keys)
    }

    /// What can be said without the bars; `nil` when nothing speaks against the stored rows.
    func objection(to symbol: Symbol) -> String? {
        guard let stored = series[symbol] else { return nil }
        if build.isFromScratch { return "it was asked for" }
        if missing.contains(symbol) { return "its stored file is gone" }
        if stored.build != build.program { return "computed by \(stored.build), this is \(build.program)" }
        return nil
    }

    /// What is remembered of a symbol's stored rows; `nil` where it is lost or damaged, so that nothing can go on from it.
    func snapshot(of symbol: Symbol, for run: FeatureRun) throws -> Snapshot? {
        guard let kept = try store.snapshot(of: symbol, set, build.interval), run.fits(kept) else { return nil }
        return kept
    }

    /// Said of a symbol whose snapshot is not there.
    static let lostSnapshot = "its snapshot is lost or damaged"

    /// What is said against the stored rows by the bars that they were computed of.
    func revision(of known: KnownSeries) -> String? {
        guard let stored = series[known.bars.symbol] else { return nil }
        if stored.rows <= known.bars.count, known.fingerprint(rows: stored.rows) == stored.bars { return nil }
        // Rows that stand at or before the last one stored, and were not known when it was.
        let places = known.bars.times.indices.filter {
            known.bars.times[$0] <= stored.last && known.knowledge[$0] > stored.lastKnown
        }
        guard let first = places.first else { return "the bars behind it have changed" }
        let date = known.bars.times[first].utcDate
        return places.count == 1
            ? "the bar of \(date) came late or was corrected"
            : "\(places.count) bars from \(date) on came late or were corrected"
    }
}
