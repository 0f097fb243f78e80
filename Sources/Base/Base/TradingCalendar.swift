/// The days and hours on which a market trades.
///
/// A session is named by one date and lasts from its open to its close. From 1970 to 2069 lookups are O(1), out of a
/// table made on first use; dates outside are computed from the same rules.
public struct TradingCalendar: Sendable, CustomStringConvertible {
    /// The name: `nyse`, `crypto` or `forex`.
    public let name: String

    private let rules: any SessionRules
    private let table: SessionTable

    private init(name: String, rules: any SessionRules) {
        self.name = name
        self.rules = rules
        table = SessionTable(rules: rules)
    }

    /// The New York Stock Exchange: weekdays 09:30 to 16:00 in New York, less its holidays and with its early closes.
    public static let nyse = TradingCalendar(name: "nyse", rules: NYSESessions())
    /// Markets that never close: every day, from midnight to midnight UTC.
    public static let crypto = TradingCalendar(name: "crypto", rules: CryptoSessions())
    /// The interbank currency market: from Sunday 17:00 to Friday 17:00 in New York, five sessions of a day each.
    ///
    /// The session of Monday opens on Sunday. There are no holidays, though few trade at Christmas and New Year.
    public static let forex = TradingCalendar(name: "forex", rules: ForexSessions())

    /// The calendar of a name; `nil` when there is none.
    public init?(named name: String) {
        guard let calendar = [TradingCalendar.nyse, .crypto, .forex].first(where: { $0.name == name }) else {
            return nil
        }
        self = calendar
    }

    /// The name.
    public var description: String { name }

    /// Whether the market trades on a date.
    public func isSession(_ date: CivilDate) -> Bool { session(of: date) != nil }

    /// The session of a date; `nil` when the market does not trade that day.
    public func session(of date: CivilDate) -> TradingSession? {
        guard let rank = table.rank(of: date) else { return rules.session(of: date) }
        let session = table.sessions[rank]
        return session.date == date ? session : nil
    }

    /// The dates of the sessions from one date through another, oldest first.
    public func sessions(from first: CivilDate, through last: CivilDate) -> [CivilDate] {
        schedule(from: first, through: last).map(\.date)
    }

    /// The sessions from one date through another with their hours, oldest first.
    public func schedule(from first: CivilDate, through last: CivilDate) -> [TradingSession] {
        guard first <= last else { return [] }
        if let start = table.rank(of: first), let end = table.rank(of: last.advanced(byDays: 1)) {
            return Array(table.sessions[start..<end])
        }
        return (first.daysSinceEpoch...last.daysSinceEpoch).compactMap { session(of: CivilDate(daysSinceEpoch: $0)) }
    }

    /// When the session of a date opens, in UTC; on a day without one, when it usually would.
    public func open(of date: CivilDate) -> Instant { session(of: date)?.open ?? rules.usualHours(of: date).open }

    /// When the session of a date closes, in UTC; on a day without one, when it usually would.
    ///
    /// Early closes are respected. This is the event time of the date's daily bar.
    public func close(of date: CivilDate) -> Instant { session(of: date)?.close ?? rules.usualHours(of: date).close }

    /// Whether the market trades at an instant; it does at the open and no more at the close.
    public func isOpen(at instant: Instant) -> Bool {
        guard let session = session(of: rules.date(at: instant)) else { return false }
        return instant >= session.open && instant < session.close
    }

    /// The date to which a bar belongs that closes at an instant, whether or not there is a session that day.
    ///
    /// A close on the border of two dates belongs to the earlier one.
    public func sessionDate(closingAt instant: Instant) -> CivilDate {
        rules.date(at: instant == .distantPast ? instant : Instant(nanoseconds: instant.nanoseconds - 1))
    }

    /// The date of the session so many sessions after a date, which need not be a session itself.
    ///
    /// `count` is 1 for the next session. The result is later than `date`.
    public func session(_ count: Int, after date: CivilDate) -> CivilDate {
        precondition(count > 0, "a count of sessions must be positive, was \(count)")
        if let rank = table.rank(of: date.advanced(byDays: 1)), rank + count - 1 < table.sessions.count {
            return table.sessions[rank + count - 1].date
        }
        var (day, left) = (date, count)
        while left > 0 {
            day = day.advanced(byDays: 1)
            if isSession(day) { left -= 1 }
        }
        return day
    }
}

/// One session of a market: a date and the hours it trades.
public struct TradingSession: Hashable, Sendable {
    /// The date that names the session.
    public let date: CivilDate
    /// When trading starts.
    public let open: Instant
    /// When trading ends.
    public let close: Instant

    /// Makes a session from its date and hours.
    public init(date: CivilDate, open: Instant, close: Instant) {
        self.date = date
        self.open = open
        self.close = close
    }
}

/// What makes one market's calendar.
protocol SessionRules: Sendable {
    /// The session of a date; `nil` when there is none.
    func session(of date: CivilDate) -> TradingSession?
    /// The hours a session of that date would have, were there one.
    func usualHours(of date: CivilDate) -> TradingSession
    /// The date whose day, trading or not, an instant falls in.
    func date(at instant: Instant) -> CivilDate
}

/// All sessions from 1970 to 2069, oldest first, with the place of each day among them.
private struct SessionTable {
    private static let dayCount = 36_525

    let sessions: [TradingSession]
    /// For each day since 1970-01-01, the index of the first session on or after it.
    private let ranks: [Int32]

    init(rules: any SessionRules) {
        var sessions: [TradingSession] = []
        var ranks: [Int32] = []
        sessions.reserveCapacity(SessionTable.dayCount)
        ranks.reserveCapacity(SessionTable.dayCount)
        for day in 0..<SessionTable.dayCount {
            ranks.append(Int32(sessions.count))
            if let session = rules.session(of: CivilDate(daysSinceEpoch: day)) { sessions.append(session) }
        }
        // Days after the last session have no rank, so that every rank is the index of a session.
        while ranks.last.map({ Int($0) == sessions.count }) ?? false { ranks.removeLast() }
        self.sessions = sessions
        self.ranks = ranks
    }

    /// The index of the first session on or after a date; `nil` outside the table.
    func rank(of date: CivilDate) -> Int? {
        let day = date.daysSinceEpoch
        return day >= 0 && day < ranks.count ? Int(ranks[day]) : nil
    }
}
