import Base
import Storage

/// Where some rows of one symbol lie: in one row group of one segment.
struct BarSlice {
    let symbol: Symbol
    let segment: Int
    let file: String
    let rowGroup: Int
    let firstRow: Int
    let rows: Int
    let firstTime: Instant
    let lastTime: Instant
    let lastKnowledge: Instant
}

extension BarStore {
    /// Rows that one read of Parquet brings into memory at once, roughly.
    private static let rowsPerRead = 1 << 20

    /// The stored rows of some symbols, or of all, not yet put in order.
    func assemblies(
        of symbols: Set<Symbol>?, _ interval: BarInterval, asOf: Instant, withKnowledge: Bool = false
    ) throws -> [Symbol: BarAssembly] {
        if let symbols, symbols.isEmpty { return [:] }
        let single = symbols.flatMap { $0.count == 1 ? $0.first : nil }
        var slices = try slices(of: single, interval)
        if let symbols { slices.removeAll { !symbols.contains($0.symbol) } }
        let calendars = try calendarNames()
        var assemblies: [Symbol: BarAssembly] = [:]
        for group in BarStore.bySegment(slices) {
            try read(group, asOf: asOf, withKnowledge: withKnowledge) { slice, piece in
                let new = BarAssembly(
                    symbol: slice.symbol, interval: interval, calendarName: calendars[slice.symbol])
                assemblies[slice.symbol, default: new].add(piece)
            }
        }
        return assemblies
    }

    /// The slices of one symbol, or of all, in the order they were committed.
    private func slices(of symbol: Symbol?, _ interval: BarInterval) throws -> [BarSlice] {
        let one = symbol == nil ? "" : "AND slices.symbol = ?"
        let sql = """
            SELECT slices.*, segments.file FROM slices JOIN segments ON segments.id = slices.segment
            WHERE slices.interval_seconds = ? \(one) ORDER BY slices.segment, slices.row_group, slices.first_row
            """
        let arguments: [SQLiteValue] = [.integer(interval.seconds)] + (symbol.map { [.text($0.name)] } ?? [])
        return try database.query(sql, arguments) { row in
            BarSlice(
                symbol: try symbol ?? BarStore.symbol(row.text("symbol")), segment: try row.int("segment"),
                file: try row.text("file"), rowGroup: try row.int("row_group"), firstRow: try row.int("first_row"),
                rows: try row.int("rows"), firstTime: try row.instant("first_time"),
                lastTime: try row.instant("last_time"), lastKnowledge: try row.instant("last_knowledge"))
        }
    }

    /// Parts slices, ordered by segment, into runs that lie in one segment.
    private static func bySegment(_ slices: [BarSlice]) -> [ArraySlice<BarSlice>] {
        var runs: [ArraySlice<BarSlice>] = []
        var start = 0
        for index in slices.indices
        where index + 1 == slices.count || slices[index + 1].segment != slices[start].segment {
            runs.append(slices[start...index])
            start = index + 1
        }
        return runs
    }

    /// Reads slices of one segment, handing each to `take` in their order.
    ///
    /// Knowledge times are read only where the caller wants them or some row may be too new for `asOf`.
    private func read(
        _ slices: ArraySlice<BarSlice>, asOf: Instant, withKnowledge: Bool,
        _ take: (BarSlice, BarPiece) throws -> Void
    ) throws {
        var rest = slices
        while let first = rest.first {
            var groups: [Int] = []
            var rows = 0
            var count = 0
            for slice in rest {
                if groups.last != slice.rowGroup {
                    if rows >= BarStore.rowsPerRead { break }
                    groups.append(slice.rowGroup)
                }
                rows += slice.rows
                count += 1
            }
            let batch = rest.prefix(count)
            let needsKnowledge = withKnowledge || batch.contains { $0.lastKnowledge > asOf }
            let reader = try SegmentReader(path: path(ofSegment: first.file), groups: groups, needsKnowledge)
            for slice in batch { try take(slice, reader.piece(slice)) }
            rest = rest.dropFirst(count)
        }
    }
}

/// Row groups of a segment in memory.
private struct SegmentReader {
    private let path: String
    private let groups: RowGroups
    private let hasKnowledge: Bool

    init(path: String, groups: [Int], _ hasKnowledge: Bool) throws {
        self.path = path
        self.hasKnowledge = hasKnowledge
        let columns = SegmentLayout.bars + (hasKnowledge ? [SegmentLayout.knowledge] : [])
        self.groups = try RowGroups(groups, of: path, columns: columns)
    }

    func piece(_ slice: BarSlice) throws -> BarPiece {
        guard let rows = groups.rows(slice.rows, from: slice.firstRow, ofGroup: slice.rowGroup) else {
            throw MarketDataError.damagedSegment(path: path, reason: "it has fewer rows than the manifest says")
        }
        let times = try instants(SegmentLayout.time, rows)
        guard times.first == slice.firstTime, times.last == slice.lastTime,
            zip(times, times.dropFirst()).allSatisfy(<)
        else { throw MarketDataError.damagedSegment(path: path, reason: "the times of \(slice.symbol) are others") }
        return BarPiece(
            times: times, open: try doubles("open", rows), high: try doubles("high", rows),
            low: try doubles("low", rows), close: try doubles("close", rows),
            adjustedClose: try doubles("adjusted_close", rows), volume: try doubles("volume", rows),
            knowledge: hasKnowledge ? try instants(SegmentLayout.knowledge, rows) : nil)
    }

    private func doubles(_ name: String, _ rows: Range<Int>) throws -> [Double] {
        try groups.table.column(name).doubles(in: rows)
    }

    private func instants(_ name: String, _ rows: Range<Int>) throws -> [Instant] {
        try groups.table.column(name).instants(in: rows)
    }
}
