public import Base
public import Storage

/// Bars as they were known at any time.
///
/// Rows lie in immutable Parquet files (*segments*), sorted by symbol and time; a manifest in SQLite says which segments
/// there are and where in them each symbol's rows lie. A segment is written beside its place, flushed, renamed, and is
/// visible once its manifest rows commit: whatever happens before leaves a stray file, which the next open removes.
///
/// Each row has an event time (when the bar closed) and a knowledge time (when Martlet could know it). A correction is
/// a further row with a later knowledge time; nothing is written over. A read *as of* an instant sees, of each event
/// time, the row with the latest knowledge time that is not after that instant.
///
/// Any number of threads and processes may read while one appends; appends wait for each other.
public final class BarStore: Sendable {
    /// The folder of the segments.
    public let directory: String
    let database: SQLiteDatabase

    /// Opens a store, making it when there is none, and removes what an interrupted append left.
    ///
    /// - Parameters:
    ///   - directory: The folder for segments.
    ///   - database: The database for the manifest; other parts of Martlet may share it.
    /// - Throws: `StorageError` when the folder or the tables cannot be made.
    public init(directory: String, database: SQLiteDatabase) throws {
        self.directory = directory
        self.database = database
        try Folder.create(directory)
        try database.migrate(schema: "bars", steps: BarStore.schema)
        try database.migrate(schema: "quality", steps: BarStore.qualitySchema)
        try sweep()
    }

    /// The bars of a symbol as known at an instant, oldest first; empty when there are none.
    ///
    /// - As of: rows whose knowledge time is at or before `asOf`; of two rows of one event time the later known.
    public func series(_ symbol: Symbol, _ interval: BarInterval, asOf: Instant = .distantFuture) throws -> BarSeries {
        let found = try assemblies(of: [symbol], interval, asOf: asOf)
        return found[symbol]?.series(asOf: asOf) ?? BarSeries(symbol: symbol, interval: interval)
    }

    /// The bars of some symbols as known at an instant, in the order asked for; empty for those the store has not.
    ///
    /// Much quicker than one symbol at a time. - As of: as in ``series(_:_:asOf:)-(Symbol,_,_)``.
    public func series(
        _ symbols: [Symbol], _ interval: BarInterval, asOf: Instant = .distantFuture
    ) throws -> [BarSeries] {
        let found = try assemblies(of: Set(symbols), interval, asOf: asOf)
        return symbols.map { found[$0]?.series(asOf: asOf) ?? BarSeries(symbol: $0, interval: interval) }
    }

    /// The bars of every symbol as known at an instant, sorted by symbol; symbols without any are left out.
    ///
    /// - As of: as in ``series(_:_:asOf:)``.
    public func allSeries(_ interval: BarInterval, asOf: Instant = .distantFuture) throws -> [BarSeries] {
        let found = try assemblies(of: nil, interval, asOf: asOf)
        let series = found.keys.sorted().compactMap { found[$0]?.series(asOf: asOf) }
        return series.filter { !$0.isEmpty }
    }

    /// Keeps the calendar that some symbols trade by, where it is not what their names suggest.
    public func rememberCalendar(_ calendar: TradingCalendar, of symbols: [Symbol]) throws {
        for symbol in symbols {
            try database.execute(
                "INSERT INTO calendars VALUES (?, ?) ON CONFLICT (symbol) DO UPDATE SET calendar = excluded.calendar",
                [.text(symbol.name), .text(calendar.name)])
        }
    }

    /// The names of the calendars that have been said, by symbol.
    public func calendarNames() throws -> [Symbol: String] {
        let pairs = try database.query("SELECT * FROM calendars") { row in
            (try BarStore.symbol(row.text("symbol")), try row.text("calendar"))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// What the store holds, sorted by symbol and interval.
    public func catalogue() throws -> [StoredSeries] {
        try database.query("SELECT * FROM series ORDER BY symbol, interval_seconds") { row in
            StoredSeries(
                symbol: try BarStore.symbol(row.text("symbol")),
                interval: BarInterval(seconds: try max(1, row.int("interval_seconds"))), bars: try row.int("bars"),
                first: try row.instant("first_time"), last: try row.instant("last_time"),
                source: try row.text("source"), knowledge: try row.instant("knowledge"))
        }
    }

    /// A SHA-256 over the rows of some symbols as known at an instant, in hexadecimal.
    ///
    /// Equal rows give equal texts, however they came into the store; symbols are taken in sorted order.
    public func fingerprint(_ symbols: [Symbol], _ interval: BarInterval, asOf: Instant) throws -> String {
        var fingerprint = BarFingerprint(interval)
        let sorted = Set(symbols).sorted()
        // In handfuls: neighbours share row groups, and not all rows need be in memory at once.
        for start in stride(from: 0, to: sorted.count, by: 64) {
            let some = Array(sorted[start..<min(start + 64, sorted.count)])
            for one in try series(some, interval, asOf: asOf) { fingerprint.add(one) }
        }
        return fingerprint.hexadecimal()
    }

    static func symbol(_ text: String) throws -> Symbol {
        guard let symbol = Symbol(text) else {
            throw StorageError.wrongType(column: "symbol", expected: "a symbol", was: text)
        }
        return symbol
    }

    // MARK: Files

    static let segmentSuffix = ".parquet"

    func path(ofSegment file: String) -> String { "\(directory)/\(file)" }

    var lockPath: String { "\(directory)/writer.lock" }

    /// Removes files that no manifest row names.
    ///
    /// Where an append is under way nothing is done: its files are its own.
    private func sweep() throws {
        try FileLock.holdingIfFree(lockPath) { try removeStrays() }
    }

    private func removeStrays() throws {
        let known = Set(try database.query("SELECT file FROM segments") { try $0.text("file") })
        for name in try Folder.names(in: directory) where !known.contains(name) {
            guard AtomicFile.isTemporary(name) || name.hasSuffix(BarStore.segmentSuffix) else { continue }
            AtomicFile.discard(path(ofSegment: name))
        }
    }

    private static let schema = [
        """
        CREATE TABLE segments (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            file TEXT NOT NULL UNIQUE,
            interval_seconds INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            source TEXT NOT NULL,
            committed_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE slices (
            symbol TEXT NOT NULL,
            interval_seconds INTEGER NOT NULL,
            segment INTEGER NOT NULL REFERENCES segments (id),
            row_group INTEGER NOT NULL,
            first_row INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            first_time INTEGER NOT NULL,
            last_time INTEGER NOT NULL,
            last_knowledge INTEGER NOT NULL,
            PRIMARY KEY (symbol, interval_seconds, segment, row_group)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE series (
            symbol TEXT NOT NULL,
            interval_seconds INTEGER NOT NULL,
            bars INTEGER NOT NULL,
            first_time INTEGER NOT NULL,
            last_time INTEGER NOT NULL,
            source TEXT NOT NULL,
            knowledge INTEGER NOT NULL,
            PRIMARY KEY (symbol, interval_seconds)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE calendars (
            symbol TEXT NOT NULL PRIMARY KEY,
            calendar TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    ]
}
