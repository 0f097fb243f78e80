import Base
import MarketData
import Storage

/// What can be done to several groups of symbols at once.
struct FeatureWork: Sendable {
    let store: FeatureStore
    let set: StoredSet
    let build: FeatureBuild

    /// A symbol computed from its first bar, with its file.
    struct Whole: Sendable {
        let segment: WrittenFeatureSegment
        let series: FinishedFeatureSeries
    }

    private var featureNames: [String] { build.featureSet.featureNames }

    /// Computes a group from the first bars on, piece by piece, each symbol into a file of its own.
    func writeWhole(_ group: [FeatureTask]) throws -> [Whole] {
        let run = FeatureRun(build.featureSet, seriesCount: group.count)
        let adjusted = group.map { $0.known.bars.adjusted() }
        let knownAt = group.map(\.known.knownThrough)
        let step = FeatureSegmentLayout.rowsPerGroup(features: featureNames.count)
        let longest = adjusted.map(\.count).max() ?? 0
        let segments = try write(group.map { [$0.symbol] }, group.map(\.symbol), isUpdate: false) { writers in
            for start in stride(from: 0, to: longest, by: step) {
                let pieces = adjusted.map { $0.rows(start..<(start + step)) }
                for (lane, columns) in run.advance(pieces).enumerated() where columns.rows > 0 {
                    let rows = start..<(start + columns.rows)
                    let part = FeaturePart(
                        symbol: group[lane].symbol, times: pieces[lane].times, knownAt: Array(knownAt[lane][rows]),
                        columns: columns)
                    try writers[lane].append([part])
                }
            }
        }
        return group.indices.map { lane in
            let series = group[lane].series(knownAt[lane], program: build.program)
            return Whole(
                segment: segments[lane],
                series: FinishedFeatureSeries(series: series, snapshot: run.snapshot(of: lane), isReplacing: true))
        }
    }

    /// Computes the new bars of a group.
    func follow(_ group: [FeatureTask]) throws -> [FeatureUpdate] {
        let run = FeatureRun(build.featureSet, seriesCount: group.count)
        for (lane, task) in group.enumerated() {
            guard let snapshot = task.snapshot, run.restore(lane, from: snapshot) else {
                preconditionFailure("a snapshot that was looked at fits")
            }
        }
        let pieces = group.map { $0.known.bars.rows($0.firstRow..<$0.known.bars.count).adjusted() }
        let computed = run.advance(pieces)
        return group.indices.map { lane in
            let task = group[lane]
            let knownAt = task.known.knownThrough
            let part = FeaturePart(
                symbol: task.symbol, times: pieces[lane].times, knownAt: Array(knownAt[task.firstRow...]),
                columns: computed[lane])
            let series = task.series(knownAt, program: build.program)
            return FeatureUpdate(
                part: part,
                series: FinishedFeatureSeries(series: series, snapshot: run.snapshot(of: lane), isReplacing: false))
        }
    }

    /// Writes one segment under a name that is not yet its own.
    func write(
        _ symbols: [Symbol], _ owner: Symbol?, isUpdate: Bool, _ body: (inout FeatureSegmentWriter) throws -> Void
    ) throws -> WrittenFeatureSegment {
        try write([symbols], [owner], isUpdate: isUpdate) { try body(&$0[0]) }[0]
    }

    /// Writes several segments, all open at once.
    private func write(
        _ symbols: [[Symbol]], _ owners: [Symbol?], isUpdate: Bool,
        _ body: (inout [FeatureSegmentWriter]) throws -> Void
    ) throws -> [WrittenFeatureSegment] {
        let files = try owners.map { try store.newSegmentName(set, build.interval, $0, isUpdate: isUpdate) }
        let temporaries = files.map { AtomicFile.temporaryName(for: store.path(ofSegment: $0)) }
        do {
            var writers = try zip(temporaries, symbols).map {
                try FeatureSegmentWriter(path: $0, symbols: $1, featureNames: featureNames)
            }
            try body(&writers)
            for (writer, path) in zip(writers, temporaries) {
                try writer.close()
                FileFlush.begin(path)
            }
            return files.indices.map {
                WrittenFeatureSegment(
                    temporary: temporaries[$0], file: files[$0], isUpdate: isUpdate, slices: writers[$0].slices)
            }
        } catch {
            for file in temporaries { AtomicFile.discard(file) }
            throw error
        }
    }

    /// Gives segments their names once they are all on disk; they are not visible yet.
    ///
    /// Many at once, since each flush by itself waits for the disk's journal.
    func publish(_ written: [WrittenFeatureSegment]) throws -> [FinishedFeatureSegment] {
        do {
            for one in written { try AtomicFile.synchronise(one.temporary) }
            let finished = try written.map { one in
                let path = store.path(ofSegment: one.file)
                try FileFlush.rename(one.temporary, path)
                return FinishedFeatureSegment(
                    file: one.file, bytes: try Folder.size(ofFile: path), isUpdate: one.isUpdate, slices: one.slices)
            }
            if !written.isEmpty { try AtomicFile.synchronise("\(store.directory)/\(set)/\(build.interval)") }
            return finished
        } catch {
            for one in written {
                AtomicFile.discard(one.temporary)
                AtomicFile.discard(store.path(ofSegment: one.file))
            }
            throw error
        }
    }
}

/// A segment that is written and has not its name yet.
struct WrittenFeatureSegment: Sendable {
    let temporary: String
    let file: String
    let isUpdate: Bool
    let slices: [FeatureSlice]
}

extension BarSeries {
    /// The rows in a range, as far as there are any.
    func rows(_ range: Range<Int>) -> BarSeries {
        let own = range.clamped(to: 0..<count)
        return own == 0..<count ? self : self[own]
    }
}
