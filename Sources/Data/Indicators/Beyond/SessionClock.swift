import Base

/// Whose midnight ends a session.
public enum SessionZone: Int, BitwiseCopyable, Sendable, CaseIterable {
    /// UTC.
    case utc
    /// New York, the zone of the American exchanges.
    case newYork
}

/// Tells when bars enter a new session: the day, in a zone, in which the bar's last moment before its close lies.
struct SessionClock: BitwiseCopyable, Sendable {
    private let isUTC: Bool
    private var end = Int64.min

    /// Makes a clock that has seen no session.
    init(_ zone: SessionZone) { isUTC = zone == .utc }

    /// Whether a bar, by its close, belongs to another session than the bar before.
    ///
    /// A bar that closes at midnight belongs to the day that ends.
    @inline(__always)
    mutating func turns(_ time: Instant) -> Bool {
        if time.nanoseconds <= end { return false }
        end = Self.sessionEnd(time.nanoseconds, isUTC)
        return true
    }

    @inline(never)
    private static func sessionEnd(_ nanoseconds: Int64, _ isUTC: Bool) -> Int64 {
        let last = Instant(nanoseconds: nanoseconds - 1)
        if isUTC {
            let day: Int64 = 86_400_000_000_000
            let whole = last.nanoseconds / day
            return (whole * day > last.nanoseconds ? whole : whole + 1) * day
        }
        let date = NewYorkTime.local(last).date
        return NewYorkTime.utc(CivilDate(daysSinceEpoch: date.daysSinceEpoch + 1), secondsOfDay: 0).nanoseconds
    }
}
