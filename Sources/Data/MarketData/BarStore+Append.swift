public import Base
public import Storage

extension BarStore {
    /// Adds bars: all of them are stored when this returns, none when it throws or the process ends before.
    ///
    /// Rows equal to the stored ones are dropped, so appending twice is appending once. Rows after the symbol's last
    /// stored bar are history: known at their event time plus `delaySeconds`. Rows at or before it, corrections and late
    /// ones, are known from `now` on, and reads as of earlier do not see them.
    ///
    /// - Parameters:
    ///   - series: The bars, each symbol and interval once.
    ///   - source: Where they come from, in words.
    ///   - now: The present.
    ///   - delaySeconds: How long after a bar's close its source publishes it.
    ///   - alongside: Further changes to the database, kept together with the bars or not at all.
    /// - Returns: What became of the rows.
    /// - Throws: ``MarketDataError`` or `StorageError`.
    @discardableResult
    public func append(
        _ series: [BarSeries], source: String, at now: Instant, delaySeconds: Int64 = 0,
        alongside: (SQLiteDatabase) throws -> Void = { _ in }
    ) throws -> AppendReport {
        try FileLock.holding(lockPath) {
            try appendLocked(series, source: source, at: now, delaySeconds: delaySeconds, alongside)
        }
    }

    private func appendLocked(
        _ series: [BarSeries], source: String, at now: Instant, delaySeconds: Int64,
        _ alongside: (SQLiteDatabase) throws -> Void
    ) throws -> AppendReport {
        var report = AppendReport()
        var segments: [FinishedSegment] = []
        do {
            for (interval, series) in try BarStore.byInterval(series) {
                let pending = try pending(series, interval, now: now, delaySeconds: delaySeconds, &report)
                if !pending.isEmpty { segments.append(try write(pending, interval)) }
            }
            try database.transaction { database in
                for segment in segments { try register(segment, source: source, at: now) }
                try alongside(database)
            }
        } catch {
            for segment in segments { AtomicFile.discard(path(ofSegment: segment.file)) }
            throw error
        }
        return report
    }

    /// The series of each interval, sorted by symbol.
    private static func byInterval(_ series: [BarSeries]) throws -> [(BarInterval, [BarSeries])] {
        let groups = Dictionary(grouping: series.filter { !$0.isEmpty }, by: \.interval)
        return try groups.keys.sorted().map { interval in
            let sorted = (groups[interval] ?? []).sorted { $0.symbol < $1.symbol }
            for (left, right) in zip(sorted, sorted.dropFirst()) where left.symbol == right.symbol {
                throw MarketDataError.duplicateSeries(symbol: left.symbol, interval: interval)
            }
            return (interval, sorted)
        }
    }

    // MARK: What is new

    /// The rows of each series that differ from what is stored.
    private func pending(
        _ series: [BarSeries], _ interval: BarInterval, now: Instant, delaySeconds: Int64, _ report: inout AppendReport
    ) throws -> [PendingRows] {
        let lastTimes = try lastTimes(interval)
        let overlapping = series.filter { series in
            guard let first = series.times.first, let last = lastTimes[series.symbol.name] else { return false }
            return first <= last
        }
        let stored = try assemblies(
            of: Set(overlapping.map(\.symbol)), interval, asOf: .distantFuture, withKnowledge: true)
        var result: [PendingRows] = []
        for series in series {
            let rows: PendingRows
            if let assembly = stored[series.symbol] {
                let difference = BarDifference(
                    stored: assembly.merged(asOf: .distantFuture), now: now, delaySeconds: delaySeconds)
                rows = difference.rows(of: series, &report)
            } else {
                let times = series.times.map { $0.advanced(bySeconds: delaySeconds) }
                rows = PendingRows(bars: series, knowledge: delaySeconds == 0 ? nil : times, newRows: series.count)
                report.newRows += series.count
            }
            if !rows.bars.isEmpty { result.append(rows) }
        }
        return result
    }

    private func lastTimes(_ interval: BarInterval) throws -> [String: Instant] {
        let sql = "SELECT symbol, last_time FROM series WHERE interval_seconds = ?"
        let pairs = try database.query(sql, [.integer(interval.seconds)]) { row in
            (try row.text("symbol"), try row.instant("last_time"))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    // MARK: Writing

    private struct FinishedSegment {
        let file: String
        let interval: BarInterval
        let bytes: Int
        let slices: [WrittenSlice]
        let pending: [PendingRows]
    }

    /// Writes a segment and gives it its name; it is not visible yet.
    private func write(_ pending: [PendingRows], _ interval: BarInterval) throws -> FinishedSegment {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        let file = "\(interval)-\(digits)\(BarStore.segmentSuffix)"
        let temporary = AtomicFile.temporaryName(for: path(ofSegment: file))
        do {
            var writer = try SegmentWriter(path: temporary, symbols: pending.map(\.bars.symbol))
            for (code, rows) in pending.enumerated() { try writer.append(rows, code: code) }
            try writer.close()
            try AtomicFile.publish(temporary, as: path(ofSegment: file))
            return FinishedSegment(
                file: file, interval: interval, bytes: try Folder.size(ofFile: path(ofSegment: file)),
                slices: writer.slices, pending: pending)
        } catch {
            AtomicFile.discard(temporary)
            throw error
        }
    }

    /// Enters a segment into the manifest.
    private func register(_ segment: FinishedSegment, source: String, at now: Instant) throws {
        try database.execute(
            """
            INSERT INTO segments (file, interval_seconds, rows, bytes, source, committed_at) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .text(segment.file), .integer(segment.interval.seconds),
                .integer(segment.slices.reduce(0) { $0 + $1.rows }), .integer(segment.bytes), .text(source),
                .instant(now),
            ])
        let identifier = database.lastInsertedRow
        for slice in segment.slices { try register(slice, of: identifier, segment.interval) }
        for rows in segment.pending { try register(rows, segment.interval, source: source) }
    }

    private func register(_ slice: WrittenSlice, of segment: Int, _ interval: BarInterval) throws {
        try database.execute(
            "INSERT INTO slices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(slice.symbol.name), .integer(interval.seconds), .integer(segment), .integer(slice.rowGroup),
                .integer(slice.firstRow), .integer(slice.rows), .instant(slice.firstTime), .instant(slice.lastTime),
                .instant(slice.lastKnowledge),
            ])
    }

    private func register(_ rows: PendingRows, _ interval: BarInterval, source: String) throws {
        guard let first = rows.bars.times.first, let last = rows.bars.times.last else { return }
        try database.execute(
            """
            INSERT INTO series VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (symbol, interval_seconds) DO UPDATE SET
                bars = bars + excluded.bars, first_time = min(first_time, excluded.first_time),
                last_time = max(last_time, excluded.last_time), source = excluded.source,
                knowledge = max(knowledge, excluded.knowledge)
            """,
            [
                .text(rows.bars.symbol.name), .integer(interval.seconds), .integer(rows.newRows), .instant(first),
                .instant(last), .text(source), .instant(rows.lastKnowledge),
            ])
    }
}
