import Base
import Storage

/// Updates of a few rows are gathered, or a year of daily builds would leave hundreds of small files.
extension FeatureStore {
    /// So many small updates are merged into one.
    static let mergedCount = 16
    /// Files above this size are left alone.
    static let mergedBytesLimit = 32 << 20

    /// Merges the small updates of a set, once there are many; readers see the same rows before and after.
    func mergeUpdates(_ work: FeatureWork, at now: Instant) throws {
        let (set, interval) = (work.set, work.build.interval)
        let key: [SQLiteValue] = [.integer(set.identifier), .integer(interval.seconds)]
        let sql = """
            SELECT id, file FROM segments
            WHERE set_id = ? AND interval_seconds = ? AND is_update = 1 AND bytes < \(FeatureStore.mergedBytesLimit)
            """
        let small = try database.query(sql, key) { (try $0.int("id"), try $0.text("file")) }
        guard small.count >= FeatureStore.mergedCount else { return }
        let symbols = try symbols(set, interval)
        let rows = try read(
            set, symbols, interval, work.build.featureSet.featureNames,
            Instant.distantPast ... .distantFuture, files: Swift.Set(small.map(\.1)))
        let parts = rows.filter { $0.count > 0 }.map(FeaturePart.init)
        let written = try work.write(parts.map(\.symbol), nil, isUpdate: true) { try $0.append(parts) }
        let merged = try work.publish([written])
        do {
            try commit(merged, [], replacing: small.map(\.0), of: set, interval, at: now)
        } catch {
            for segment in merged { AtomicFile.discard(path(ofSegment: segment.file)) }
            throw error
        }
    }
}

extension FeaturePart {
    /// Rows that were read, to be written again.
    init(_ rows: FeatureRows) {
        let columns = FeatureColumns(features: rows.featureNames.count, rows: rows.count)
        for (feature, values) in rows.columns.enumerated() {
            for (row, value) in values.enumerated() { columns.values[feature * rows.count + row] = value }
        }
        self.init(symbol: rows.symbol, times: rows.times, knownAt: rows.knownAt, columns: columns)
    }
}
