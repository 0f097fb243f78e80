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
        let segment: FinishedFeatureSegment
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
        let segments = try writeFiles(group.map(\.symbol)) { writers in
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
                preconditionFailure("a snapshot whose size was checked fits")
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

    /// Writes one segment and gives it its name; it is not visible yet.
    func write(
        _ symbols: [Symbol], _ owner: Symbol?, isUpdate: Bool, _ body: (inout FeatureSegmentWriter) throws -> Void
    ) throws -> FinishedFeatureSegment {
        let file = try store.newSegmentName(set, build.interval, owner)
        let path = store.path(ofSegment: file)
        let temporary = AtomicFile.temporaryName(for: path)
        do {
            var writer = try FeatureSegmentWriter(path: temporary, symbols: symbols, featureNames: featureNames)
            try body(&writer)
            try writer.close()
            try AtomicFile.publish(temporary, as: path)
            return FinishedFeatureSegment(
                file: file, bytes: try Folder.size(ofFile: path), isUpdate: isUpdate, slices: writer.slices)
        } catch {
            AtomicFile.discard(temporary)
            throw error
        }
    }

    /// Writes a segment for each symbol, all open at once.
    private func writeFiles(
        _ symbols: [Symbol], _ body: (inout [FeatureSegmentWriter]) throws -> Void
    ) throws -> [FinishedFeatureSegment] {
        let files = try symbols.map { try store.newSegmentName(set, build.interval, $0) }
        let paths = files.map { store.path(ofSegment: $0) }
        let temporaries = paths.map { AtomicFile.temporaryName(for: $0) }
        do {
            var writers = try zip(temporaries, symbols).map {
                try FeatureSegmentWriter(path: $0, symbols: [$1], featureNames: featureNames)
            }
            try body(&writers)
            for writer in writers { try writer.close() }
            for (temporary, path) in zip(temporaries, paths) { try AtomicFile.publish(temporary, as: path) }
            return try files.indices.map {
                FinishedFeatureSegment(
                    file: files[$0], bytes: try Folder.size(ofFile: paths[$0]), isUpdate: false,
                    slices: writers[$0].slices)
            }
        } catch {
            for file in temporaries + paths { AtomicFile.discard(file) }
            throw error
        }
    }
}

extension BarSeries {
    /// The rows in a range, as far as there are any.
    func rows(_ range: Range<Int>) -> BarSeries {
        let own = range.clamped(to: 0..<count)
        return own == 0..<count ? self : self[own]
    }
}
