public import Base
import Storage

/// Bars with the time from which each was known.
public struct KnownSeries: Sendable, Equatable {
    /// The bars, oldest first.
    public let bars: BarSeries
    /// When each bar, as it stands here, was known.
    public let knowledge: [Instant]
    /// The knowledge times, increasing, of rows that came after a later bar or over one of their own time.
    ///
    /// Between two of them history only grows at its end.
    public let revisions: [Instant]

    /// From when on all bars up to each one were known as they stand here: the running latest of ``knowledge``.
    ///
    /// What is computed from the bars up to t could not be had before.
    public var knownThrough: [Instant] {
        var latest = Instant.distantPast
        return knowledge.map { own in
            latest = max(latest, own)
            return latest
        }
    }
}

extension BarStore {
    /// The bars of some symbols as known at an instant, with their knowledge times, in the order asked for.
    ///
    /// - As of: as in ``series(_:_:asOf:)-([Symbol],_,_)``; ``KnownSeries/revisions`` are those up to `asOf`.
    public func knownSeries(
        _ symbols: [Symbol], _ interval: BarInterval, asOf: Instant = .distantFuture
    ) throws -> [KnownSeries] {
        let found = try assemblies(of: Set(symbols), interval, asOf: asOf, withKnowledge: true)
        return symbols.map { symbol in
            guard let assembly = found[symbol] else {
                return KnownSeries(bars: BarSeries(symbol: symbol, interval: interval), knowledge: [], revisions: [])
            }
            return assembly.known(asOf: asOf)
        }
    }

    /// The number of the last append of bars to each symbol; it grows with every append that stored a row of it.
    public func lastAppends(_ interval: BarInterval) throws -> [Symbol: Int] {
        let sql = "SELECT symbol, max(segment) AS last FROM slices WHERE interval_seconds = ? GROUP BY symbol"
        let pairs = try database.query(sql, [.integer(interval.seconds)]) { row in
            (try BarStore.symbol(row.text("symbol")), try row.int("last"))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

extension BarAssembly {
    /// The bars known at an instant, when each was known, and when history was revised; all pieces have knowledge times.
    func known(asOf: Instant) -> KnownSeries {
        let merged = merged(asOf: asOf)
        let bars = series(asOf: asOf)
        return KnownSeries(bars: bars, knowledge: merged.knowledge ?? bars.times, revisions: revisions(asOf: asOf))
    }

    private func revisions(asOf: Instant) -> [Instant] {
        var rows: [(time: Instant, known: Instant)] = []
        for piece in pieces {
            for (row, time) in piece.times.enumerated() {
                let known = piece.knowledge?[row] ?? time
                if known <= asOf { rows.append((time, known)) }
            }
        }
        if zip(rows, rows.dropFirst()).contains(where: { $0.time >= $1.time }) {
            rows.sort { ($0.time, $0.known) < ($1.time, $1.known) }
        }
        var found: Set<Instant> = []
        for (row, next) in zip(rows, rows.dropFirst()) where row.time == next.time && row.known < next.known {
            found.insert(next.known)
        }
        // A row is late when one of a later time was known before it.
        var earliestLater = Instant.distantFuture
        var earliestOfTime = Instant.distantFuture
        for (place, row) in rows.enumerated().reversed() {
            let isNewTime = place + 1 == rows.count || rows[place + 1].time != row.time
            if isNewTime {
                earliestLater = min(earliestLater, earliestOfTime)
                earliestOfTime = .distantFuture
            }
            earliestOfTime = min(earliestOfTime, row.known)
            if row.known > earliestLater { found.insert(row.known) }
        }
        return found.sorted()
    }
}
