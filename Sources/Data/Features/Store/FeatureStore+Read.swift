public import Base
import Storage

extension FeatureStore {
    /// The stored rows of some symbols, in the order asked for; without rows for those that nothing is stored of.
    ///
    /// - Parameters:
    ///   - set: The set.
    ///   - symbols: The symbols.
    ///   - interval: What each bar covers.
    ///   - features: The features, in this order; all when `nil`.
    ///   - span: Bars that closed in this span only.
    /// - Returns: Rows as they were computed, bit for bit.
    /// - Throws: ``FeatureStoreError/unknownFeature(_:set:known:)``, ``FeatureStoreError/damagedSegment(path:reason:)`` or
    ///   `StorageError`.
    public func rows(
        of set: StoredSet, _ symbols: [Symbol], _ interval: BarInterval, features: [String]? = nil,
        in span: ClosedRange<Instant> = Instant.distantPast ... .distantFuture
    ) throws -> [FeatureRows] {
        let known = try definitionLines(of: set).map(\.name)
        let names = features ?? known
        for name in names where !known.contains(name) {
            throw FeatureStoreError.unknownFeature(name, set: set.description, known: known)
        }
        do {
            return try read(set, symbols, interval, names, span)
        } catch StorageError.table(let path, _, _) where !SmallFile.exists(path: path) {
            // A build has put another file in its place meanwhile.
            return try read(set, symbols, interval, names, span)
        }
    }

    /// Reads rows, out of some files only where they are named.
    func read(
        _ set: StoredSet, _ symbols: [Symbol], _ interval: BarInterval, _ names: [String],
        _ span: ClosedRange<Instant>, files: Swift.Set<String>? = nil
    ) throws -> [FeatureRows] {
        var found: [Symbol: [(slice: StoredFeatureSlice, rows: FeatureRows)]] = [:]
        for (file, slices) in try slices(set, symbols, interval, span) where files?.contains(file) ?? true {
            let segment = try FeatureSegment(path(ofSegment: file), slices, names)
            for slice in slices { found[slice.symbol, default: []].append((slice, try segment.rows(slice, interval))) }
        }
        return symbols.map { symbol in
            var whole = FeatureRows(symbol: symbol, interval: interval, featureNames: names)
            let parts = (found[symbol] ?? []).sorted { $0.slice.firstTime < $1.slice.firstTime }
            if parts.count == 1 { return parts[0].rows.rows(from: span.lowerBound, through: span.upperBound) }
            for part in parts { whole.append(part.rows) }
            return whole.rows(from: span.lowerBound, through: span.upperBound)
        }
    }

    /// The slices that have rows in a span, by file.
    private func slices(
        _ set: StoredSet, _ symbols: [Symbol], _ interval: BarInterval, _ span: ClosedRange<Instant>
    ) throws -> [(file: String, slices: [StoredFeatureSlice])] {
        let wanted = Swift.Set(symbols)
        let single = wanted.count == 1 ? wanted.first : nil
        let sql = """
            SELECT slices.*, segments.file FROM slices JOIN segments ON segments.id = slices.segment
            WHERE slices.set_id = ? AND slices.interval_seconds = ? AND slices.last_time >= ?
                AND slices.first_time <= ? \(single == nil ? "" : "AND slices.symbol = ?")
            ORDER BY slices.segment, slices.row_group, slices.first_row
            """
        let arguments: [SQLiteValue] =
            [
                .integer(set.identifier), .integer(interval.seconds), .instant(span.lowerBound),
                .instant(span.upperBound),
            ] + (single.map { [.text($0.name)] } ?? [])
        let found = try database.query(sql, arguments) { row in
            StoredFeatureSlice(
                symbol: try FeatureStore.symbol(row.text("symbol")), file: try row.text("file"),
                rowGroup: try row.int("row_group"), firstRow: try row.int("first_row"), rows: try row.int("rows"),
                firstTime: try row.instant("first_time"), lastTime: try row.instant("last_time"))
        }
        var files: [(file: String, slices: [StoredFeatureSlice])] = []
        for slice in found where wanted.contains(slice.symbol) {
            if files.last?.file == slice.file {
                files[files.count - 1].slices.append(slice)
            } else {
                files.append((slice.file, [slice]))
            }
        }
        return files
    }
}

/// Where some rows of one symbol lie.
struct StoredFeatureSlice {
    let symbol: Symbol
    let file: String
    let rowGroup: Int
    let firstRow: Int
    let rows: Int
    let firstTime: Instant
    let lastTime: Instant
}

/// Row groups of a segment in memory.
private struct FeatureSegment {
    private let path: String
    private let names: [String]
    private let groups: RowGroups

    init(_ path: String, _ slices: [StoredFeatureSlice], _ names: [String]) throws {
        self.path = path
        self.names = names
        groups = try RowGroups(
            Swift.Set(slices.map(\.rowGroup)).sorted(), of: path,
            columns: [FeatureSegmentLayout.time, FeatureSegmentLayout.knownAt] + names)
    }

    func rows(_ slice: StoredFeatureSlice, _ interval: BarInterval) throws -> FeatureRows {
        guard let rows = groups.rows(slice.rows, from: slice.firstRow, ofGroup: slice.rowGroup) else {
            throw FeatureStoreError.damagedSegment(path: path, reason: "it has fewer rows than the manifest says")
        }
        let times = try groups.table.columns[0].instants(in: rows)
        guard times.first == slice.firstTime, times.last == slice.lastTime else {
            throw FeatureStoreError.damagedSegment(path: path, reason: "the times of \(slice.symbol) are others")
        }
        return FeatureRows(
            symbol: slice.symbol, interval: interval, featureNames: names, times: times,
            knownAt: try groups.table.columns[1].instants(in: rows),
            columns: try groups.table.columns.dropFirst(2).map { try $0.doubles(in: rows) })
    }
}
