public import Base
public import Features
import MarketData
import Storage

/// Live features on disk, so that a restarted server goes on where it was instead of replaying every bar.
///
/// One file a feature set. It is used only by the build of the program that wrote it, for the same definitions, and for bars
/// that begin with the very bars it was made from; anything else is passed over and computed anew. So what it gives is, to
/// the bit, what a replay would have given.
public struct FeatureMemory: Sendable {
    private let folder: String

    /// States that fit the bars there are now.
    struct Kept {
        var states: [Symbol: (features: LiveFeatures, bars: Int)]
        var pipeline: UniversePipeline?
    }

    /// Keeps files in a folder, which is made when something is first kept.
    public init(folder: String) { self.folder = folder }

    private func path(_ featureSet: FeatureSet) -> String { "\(folder)/\(featureSet.hash)\(FeatureMemory.ending)" }
    private static let ending = ".state"

    private func subject(_ featureSet: FeatureSet) -> String { "live features \(featureSet.hash)" }

    /// Keeps the states after the last bars of some histories, and forgets those of other sets.
    ///
    /// - Throws: `StorageError` when the file cannot be written.
    public func keep(_ universe: LiveUniverse, _ featureSet: FeatureSet, after histories: [BarSeries]) throws {
        let snapshots = universe.snapshots
        var writer = SnapshotWriter()
        writer.bytes(snapshots.pipeline?.encoded ?? [])
        let known = histories.filter { snapshots.states[$0.symbol] != nil }
        writer.word(UInt64(known.count))
        for history in known {
            writer.text(history.symbol.description)
            writer.word(UInt64(history.count))
            writer.text(FeatureMemory.fingerprint(history))
            writer.bytes(snapshots.states[history.symbol] ?? [])
        }
        try Folder.create(folder)
        try AtomicFile.write(Snapshot(of: subject(featureSet), writer.result).encoded, to: path(featureSet))
        for name in try Folder.names(in: folder) where name.hasSuffix(FeatureMemory.ending) {
            let other = "\(folder)/\(name)"
            if other != path(featureSet) { AtomicFile.discard(other) }
        }
    }

    /// How many bars of each symbol need not be computed again.
    public func barsKept(_ featureSet: FeatureSet, _ histories: [BarSeries]) -> [Symbol: Int] {
        restore(featureSet, histories.sorted { $0.symbol < $1.symbol })?.states.mapValues(\.bars) ?? [:]
    }

    /// The states that fit; `nil` where there are none.
    func restore(_ featureSet: FeatureSet, _ histories: [BarSeries]) -> Kept? {
        // A memory that cannot be read is as good as none: everything in it can be computed anew.
        guard let bytes = try? SmallFile.read(path: path(featureSet)), let read = entries(bytes, featureSet) else {
            return nil
        }
        var kept = Kept(states: [:], pipeline: nil)
        for history in histories {
            guard let entry = read.entries[history.symbol], entry.bars <= history.count,
                FeatureMemory.fingerprint(history[0..<entry.bars]) == entry.fingerprint
            else { continue }
            var features = LiveFeatures(featureSet, calendar: history.calendar)
            if features.restore(entry.state) { kept.states[history.symbol] = (features, entry.bars) }
        }
        guard !featureSet.isOfOneSymbol else { return kept }
        // Across symbols all or nothing: the places of one depend on the bars of all.
        var pipeline = featureSet.makePipeline(of: histories)
        guard kept.states.count == histories.count, read.entries.count == histories.count,
            allLater(histories, kept), let snapshot = Snapshot(encoded: read.pipeline), pipeline.restore(snapshot)
        else { return nil }
        kept.pipeline = pipeline
        return kept
    }

    /// Whether every new bar is later than every one kept: a bar that came late changes the places of its time.
    private func allLater(_ histories: [BarSeries], _ kept: Kept) -> Bool {
        let newest = kept.states.values.compactMap(\.features.lastBar?.time).max() ?? .distantPast
        return histories.allSatisfy { history in
            let bars = kept.states[history.symbol]?.bars ?? 0
            return bars == history.count || history.times[bars] > newest
        }
    }

    private struct Entry {
        let bars: Int
        let fingerprint: String
        let state: [UInt8]
    }

    private func entries(
        _ bytes: [UInt8], _ featureSet: FeatureSet
    ) -> (pipeline: [UInt8], entries: [Symbol: Entry])? {
        guard let own = Snapshot(encoded: bytes)?.bytes(of: subject(featureSet)) else { return nil }
        var reader = SnapshotReader(own)
        guard let pipeline = reader.bytes(), let count = reader.word() else { return nil }
        var entries: [Symbol: Entry] = [:]
        for _ in 0..<count {
            guard let symbol = reader.text().flatMap(Symbol.init), let bars = reader.word(),
                let fingerprint = reader.text(), let state = reader.bytes()
            else { return nil }
            entries[symbol] = Entry(bars: Int(clamping: bars), fingerprint: fingerprint, state: state)
        }
        return (pipeline, entries)
    }

    private static func fingerprint(_ history: BarSeries) -> String {
        BarFingerprint.hexadecimal(of: [history], interval: history.interval)
    }
}
