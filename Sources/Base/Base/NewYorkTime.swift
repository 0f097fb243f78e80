/// Clock time in New York, the zone of the American exchanges and of the forex week.
///
/// New York is five hours behind UTC, four while daylight saving time is in force: since 2007 from the second Sunday of
/// March to the first Sunday of November; from 1987 from the first Sunday of April, and from 1967 from the last Sunday
/// of April, to the last Sunday of October; 1974 and 1975 began early, on 6 January and 23 February. Years before 1967 are
/// given the rule of 1967, which New York City kept since 1955.
///
/// - Source: Uniform Time Act of 1966 and its amendments; matches tzdata 2026 to the second from 1967 (golden file).
public enum NewYorkTime {
    private static let standardOffsetSeconds: Int64 = -5 * 3600
    private static let daylightOffsetSeconds: Int64 = -4 * 3600

    /// The instant at which clocks in New York show `secondsOfDay` after midnight on `date`.
    ///
    /// `secondsOfDay` may lie outside a day. A time that occurs twice, as daylight saving ends, is the first of the two;
    /// one that the clock skips, as it begins, is read as standard time.
    public static func utc(_ date: CivilDate, secondsOfDay: Int) -> Instant {
        let wall = Int64(date.daysSinceEpoch) * 86_400 + Int64(secondsOfDay)
        let (start, end) = daylightSaving(year: date.parts.year)
        // Both changes happen at 02:00 on the wall: the start is reached on standard time, the end on daylight time.
        let startWall = start + standardOffsetSeconds + 3600
        let endWall = end + daylightOffsetSeconds
        let isDaylight = wall >= startWall && wall < endWall
        return Instant(seconds: wall - (isDaylight ? daylightOffsetSeconds : standardOffsetSeconds))
    }

    /// The date in New York at an instant, and the whole seconds its clocks show after midnight.
    public static func local(_ instant: Instant) -> (date: CivilDate, secondsOfDay: Int) {
        let seconds = instant.seconds
        let wall = seconds + offsetSeconds(atUTCSeconds: seconds)
        let days = wall.flooredDivision(by: 86_400)
        return (CivilDate(daysSinceEpoch: Int(days)), Int(wall - days * 86_400))
    }

    private static func offsetSeconds(atUTCSeconds seconds: Int64) -> Int64 {
        let standardDays = (seconds + standardOffsetSeconds).flooredDivision(by: 86_400)
        let (start, end) = daylightSaving(year: CivilDate(daysSinceEpoch: Int(standardDays)).parts.year)
        return seconds >= start && seconds < end ? daylightOffsetSeconds : standardOffsetSeconds
    }

    /// The instants, in seconds of UTC, at which daylight saving starts and ends in a year.
    private static func daylightSaving(year: Int) -> (start: Int64, end: Int64) {
        let startDay: CivilDate
        switch year {
        case 2007...: startDay = CivilDate.first(7, onOrAfter: 8, year: year, month: 3)
        case 1987...: startDay = CivilDate.first(7, onOrAfter: 1, year: year, month: 4)
        case 1975: startDay = CivilDate.first(7, onOrAfter: 23, year: year, month: 2)
        case 1974: startDay = CivilDate.first(7, onOrAfter: 6, year: year, month: 1)
        default: startDay = CivilDate.first(7, onOrAfter: 24, year: year, month: 4)
        }
        let endDay =
            year >= 2007
            ? CivilDate.first(7, onOrAfter: 1, year: year, month: 11)
            : CivilDate.first(7, onOrAfter: 25, year: year, month: 10)
        return (
            Int64(startDay.daysSinceEpoch) * 86_400 + 2 * 3600 - standardOffsetSeconds,
            Int64(endDay.daysSinceEpoch) * 86_400 + 2 * 3600 - daylightOffsetSeconds
        )
    }
}

extension CivilDate {
    /// The first day of a week (1 is Monday, 7 is Sunday) on or after a day of a month.
    static func first(_ weekday: Int, onOrAfter day: Int, year: Int, month: Int) -> CivilDate {
        guard let start = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("there is no day \(year)-\(month)-\(day)")
        }
        return start.advanced(byDays: (weekday - start.weekday + 7) % 7)
    }
}
