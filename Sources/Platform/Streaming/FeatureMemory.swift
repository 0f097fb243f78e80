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
    private let build: String

    /// States that fit the bars there are now.
    struct Kept {
        var states: [Symbol: (features: LiveFeatures, bars: Int)]
        var pipeline: UniversePipeline?
    }

    /// Keeps files in a folder.
    ///
    /// - Parameters:
    ///   - folder: The folder; made when something is first kept.
    ///   - build: Names the build of the program; bytes of another are never read.
    public init(folder: String, build: String) {
        self.folder = folder
        self.build = build
    }

    private func path(_ featureSet: FeatureSet) -> String { "\(folder)/\(featureSet.hash).state" }

    private func head(_ featureSet: FeatureSet) -> String {
        "martlet live features 1\n\(build)\n\(featureSet.hash)\n"
    }

    /// Keeps the states after the last bars of some histories.
    ///
    /// - Throws: `StorageError` when the file cannot be written.
    public func keep(_ universe: LiveUniverse, _ featureSet: FeatureSet, after histories: [BarSeries]) throws {
        let snapshots = universe.snapshots
        var writer = SnapshotWriter()
        writer.bytes(Array(head(featureSet).utf8))
        writer.bytes(snapshots.pipeline ?? [])
        let known = histories.filter { snapshots.states[$0.symbol] != nil }
        writer.word(UInt64(known.count))
        for history in known {
            writer.bytes(Array(history.symbol.description.utf8))
            writer.word(UInt64(history.count))
            writer.bytes(Array(FeatureMemory.fingerprint(history).utf8))
            writer.bytes(snapshots.states[history.symbol] ?? [])
        }
        let digest = SHA256.hexadecimal(writer.result)
        writer.bytes(Array(digest.utf8))
        try Folder.create(folder)
        try AtomicFile.write(writer.result, to: path(featureSet))
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
            allLater(histories, kept), pipeline.restore(read.pipeline)
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
        let tail = 8 + 64
        guard bytes.count > tail,
            SHA256.hexadecimal(Array(bytes.dropLast(tail))) == String(decoding: bytes.suffix(64), as: UTF8.self)
        else { return nil }
        var reader = SnapshotReader(bytes)
        guard let head = reader.bytes(), head == Array(self.head(featureSet).utf8), let pipeline = reader.bytes(),
            let count = reader.word()
        else { return nil }
        var entries: [Symbol: Entry] = [:]
        for _ in 0..<count {
            guard let name = reader.bytes(), let symbol = Symbol(String(decoding: name, as: UTF8.self)),
                let bars = reader.word(), let print = reader.bytes(), let state = reader.bytes()
            else { return nil }
            entries[symbol] = Entry(
                bars: Int(bars), fingerprint: String(decoding: print, as: UTF8.self), state: state)
        }
        return (pipeline, entries)
    }

    private static func fingerprint(_ history: BarSeries) -> String {
        BarFingerprint.hexadecimal(of: [history], interval: history.interval)
    }
}
