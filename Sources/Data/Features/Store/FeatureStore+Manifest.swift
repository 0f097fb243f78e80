import Base
import MarketData
import Storage

/// What the manifest says of one symbol of a set.
struct StoredFeatureSeries {
    let symbol: Symbol
    let rows: Int
    let first: Instant
    let last: Instant
    /// From when on the last row could be known.
    let lastKnown: Instant
    /// Names the bars that the rows were computed of.
    let bars: String
    /// The number of the last append of bars that was looked at.
    let lastAppend: Int
    /// The build of the program that computed the rows.
    let build: String
}

/// A segment that is written and not yet in the manifest.
struct FinishedFeatureSegment {
    let file: String
    let bytes: Int
    let isUpdate: Bool
    let slices: [FeatureSlice]
}

/// A symbol whose rows are written and not yet in the manifest.
struct FinishedFeatureSeries {
    let series: StoredFeatureSeries
    let snapshot: Snapshot
    /// Whether earlier rows of the symbol go.
    let isReplacing: Bool
}

extension FeatureStore {
    /// What is stored of each symbol.
    func series(of set: StoredSet, _ interval: BarInterval) throws -> [Symbol: StoredFeatureSeries] {
        let sql = "SELECT * FROM series WHERE set_id = ? AND interval_seconds = ?"
        let rows = try database.query(sql, [.integer(set.identifier), .integer(interval.seconds)]) { row in
            StoredFeatureSeries(
                symbol: try FeatureStore.symbol(row.text("symbol")), rows: try row.int("rows"),
                first: try row.instant("first_time"), last: try row.instant("last_time"),
                lastKnown: try row.instant("last_known"), bars: try row.text("bars"),
                lastAppend: try row.int("last_append"), build: try row.text("build"))
        }
        return Dictionary(rows.map { ($0.symbol, $0) }) { first, _ in first }
    }

    /// What the computation remembers of a symbol's stored rows; `nil` where it is lost or damaged.
    func snapshot(of symbol: Symbol, _ set: StoredSet, _ interval: BarInterval) throws -> Snapshot? {
        let sql = "SELECT memory FROM snapshots WHERE set_id = ? AND interval_seconds = ? AND symbol = ?"
        let key: [SQLiteValue] = [.integer(set.identifier), .integer(interval.seconds), .text(symbol.name)]
        return try database.first(sql, key) { try $0.blob("memory") }.flatMap(Snapshot.init(encoded:))
    }

    /// The files that hold the rows of each symbol.
    func files(of set: StoredSet, _ interval: BarInterval) throws -> [Symbol: [String]] {
        let sql = """
            SELECT DISTINCT slices.symbol, segments.file FROM slices JOIN segments ON segments.id = slices.segment
            WHERE slices.set_id = ? AND slices.interval_seconds = ?
            """
        var files: [Symbol: [String]] = [:]
        let rows = try database.query(sql, [.integer(set.identifier), .integer(interval.seconds)]) {
            (try FeatureStore.symbol($0.text("symbol")), try $0.text("file"))
        }
        for (symbol, file) in rows { files[symbol, default: []].append(file) }
        return files
    }

    /// Makes segments and the rows of symbols in them visible, all together; files that nothing names any more then go.
    ///
    /// - Parameters:
    ///   - segments: The new segments.
    ///   - series: What is new of symbols.
    ///   - old: Segments whose rows the new ones hold too.
    ///   - set: The set.
    ///   - interval: What each bar covers.
    ///   - now: The present.
    /// - Throws: `StorageError`; nothing is visible then.
    func commit(
        _ segments: [FinishedFeatureSegment], _ series: [FinishedFeatureSeries], replacing old: [Int] = [],
        of set: StoredSet, _ interval: BarInterval, at now: Instant
    ) throws {
        let key: [SQLiteValue] = [.integer(set.identifier), .integer(interval.seconds)]
        let stale: [String] = try database.transaction { database in
            for one in series where one.isReplacing {
                try database.execute(
                    "DELETE FROM slices WHERE set_id = ? AND interval_seconds = ? AND symbol = ?",
                    key + [.text(one.series.symbol.name)])
            }
            for segment in old { try database.execute("DELETE FROM slices WHERE segment = ?", [.integer(segment)]) }
            for segment in segments { try enter(segment, key, at: now) }
            for one in series { try enter(one, key, at: now) }
            guard !old.isEmpty || series.contains(where: \.isReplacing) else { return [] }
            let orphans = "NOT EXISTS (SELECT 1 FROM slices WHERE slices.segment = segments.id)"
            let files = try database.query("SELECT file FROM segments WHERE \(orphans)") { try $0.text("file") }
            try database.execute("DELETE FROM segments WHERE \(orphans)")
            return files
        }
        for file in stale { AtomicFile.discard(path(ofSegment: file)) }
    }

    /// Notes that bars were looked at and brought nothing new.
    func note(_ lastAppend: Int, of symbol: Symbol, _ set: StoredSet, _ interval: BarInterval) throws {
        try database.execute(
            "UPDATE series SET last_append = ? WHERE set_id = ? AND interval_seconds = ? AND symbol = ?",
            [.integer(lastAppend), .integer(set.identifier), .integer(interval.seconds), .text(symbol.name)])
    }

    static func symbol(_ text: String) throws -> Symbol {
        guard let symbol = Symbol(text) else {
            throw StorageError.wrongType(column: "symbol", expected: "a symbol", was: text)
        }
        return symbol
    }

    private func enter(_ segment: FinishedFeatureSegment, _ key: [SQLiteValue], at now: Instant) throws {
        let rows = segment.slices.reduce(0) { $0 + $1.rows }
        try database.execute(
            """
            INSERT INTO segments (set_id, interval_seconds, file, rows, bytes, is_update, committed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            key + [
                .text(segment.file), .integer(rows), .integer(segment.bytes), .flag(segment.isUpdate), .instant(now),
            ])
        let identifier = database.lastInsertedRow
        for slice in segment.slices {
            try database.execute(
                "INSERT INTO slices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key + [
                    .text(slice.symbol.name), .integer(identifier), .integer(slice.rowGroup),
                    .integer(slice.firstRow), .integer(slice.rows), .instant(slice.firstTime),
                    .instant(slice.lastTime),
                ])
        }
    }

    private func enter(_ finished: FinishedFeatureSeries, _ key: [SQLiteValue], at now: Instant) throws {
        let one = finished.series
        try database.execute(
            "INSERT OR REPLACE INTO series VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key + [
                .text(one.symbol.name), .integer(one.rows), .instant(one.first), .instant(one.last),
                .instant(one.lastKnown), .text(one.bars), .integer(one.lastAppend), .text(one.build), .instant(now),
            ])
        try database.execute(
            "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?)",
            key + [.text(one.symbol.name), .blob(finished.snapshot.encoded)])
    }
}

extension KnownSeries {
    /// Names the first rows, with their knowledge times, by their content.
    func fingerprint(rows: Int) -> String {
        var fingerprint = BarFingerprint(bars.interval)
        fingerprint.add(rows == bars.count ? bars : bars[0..<rows])
        var digest = SHA256()
        digest.update(fingerprint.hexadecimal())
        knowledge[0..<rows].withUnsafeBytes { digest.update($0) }
        return digest.hexadecimal()
    }
}
