/// The scheduled trading days and hours of the New York Stock Exchange, from its rules.
///
/// - Source: NYSE rule 7.2 and its notices; matches exchange_calendars 4.13.2 day for day from 1970 to 2035 (golden
///   file). Closings announced while the market was open (storms, halts, breakdowns) are not in a schedule and not here.
enum NYSESchedule {
    static let openSeconds = 9 * 3600 + 30 * 60
    static let closeSeconds = 16 * 3600

    /// Whether a weekday is one on which the exchange does not open.
    static func isHoliday(_ date: CivilDate) -> Bool {
        let year = date.parts.year
        return fixedHolidays(year: year).contains(date) || floatingHolidays(year: year).contains(date)
            || extraordinaryClosures.contains(date)
    }

    /// Seconds after midnight in New York at which a session ends: 16:00, or earlier before some holidays.
    static func closeSeconds(of date: CivilDate) -> Int {
        let (year, month, day) = date.parts
        let isEarly =
            switch (month, day) {
            case (11, 23...29): isDayAfterThanksgiving(date, year: year)
            case (12, 24): date.weekday <= 4
            case (7, 3): closesEarlyOnThirdOfJuly(date, year: year)
            default: extraordinaryEarlyCloses.contains(date)
            }
        guard isEarly else { return closeSeconds }
        return year < 1993 ? 14 * 3600 : 13 * 3600
    }

    // MARK: - Holidays

    /// Holidays of a fixed date: on a Sunday kept the Monday after, on a Saturday the Friday before.
    private static func fixedHolidays(year: Int) -> [CivilDate] {
        var days = [date(year, 7, 4), date(year, 12, 25)]
        if year >= 2022 { days.append(date(year, 6, 19)) }
        var observed = days.map { day in
            switch day.weekday {
            case 6: day.advanced(byDays: -1)
            case 7: day.advanced(byDays: 1)
            default: day
            }
        }
        // The Friday before a Saturday's New Year ends the books of the year, so it is not kept.
        let newYear = date(year, 1, 1)
        if newYear.weekday != 6 { observed.append(newYear.weekday == 7 ? date(year, 1, 2) : newYear) }
        return observed
    }

    private static func floatingHolidays(year: Int) -> [CivilDate] {
        var days = [
            easterSunday(year: year).advanced(byDays: -2),
            CivilDate.first(1, onOrAfter: 1, year: year, month: 9),
            thanksgiving(year: year),
        ]
        if year >= 1971 {
            days.append(CivilDate.first(1, onOrAfter: 15, year: year, month: 2))
            days.append(CivilDate.first(1, onOrAfter: 25, year: year, month: 5))
        }
        if year >= 1998 { days.append(CivilDate.first(1, onOrAfter: 15, year: year, month: 1)) }
        if [1972, 1976, 1980].contains(year) { days.append(CivilDate.first(2, onOrAfter: 2, year: year, month: 11)) }
        return days
    }

    private static func thanksgiving(year: Int) -> CivilDate {
        CivilDate.first(4, onOrAfter: 22, year: year, month: 11)
    }

    /// Easter Sunday of the Gregorian calendar.
    ///
    /// - Source: the anonymous algorithm of Nature (1876), as given by Meeus, "Astronomical Algorithms", chapter 8.
    private static func easterSunday(year: Int) -> CivilDate {
        let lunar = year % 19
        let (century, rest) = (year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let moon = (19 * lunar + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
        let shift = (lunar + 11 * moon + 22 * weekday) / 451
        let ordinal = moon + weekday - 7 * shift + 114
        return date(year, ordinal / 31, ordinal % 31 + 1)
    }

    // MARK: - Early closes

    private static func isDayAfterThanksgiving(_ date: CivilDate, year: Int) -> Bool {
        year >= 1992 && date == thanksgiving(year: year).advanced(byDays: 1)
    }

    /// The third of July closes early since 1995; as a Wednesday only since 2013, the Friday having done so before.
    private static func closesEarlyOnThirdOfJuly(_ date: CivilDate, year: Int) -> Bool {
        guard year >= 1995 else { return false }
        return [1, 2, 4].contains(date.weekday) || (date.weekday == 3 && year >= 2013)
    }

    private static let extraordinaryEarlyCloses: Set<CivilDate> = [
        date(1996, 7, 5), date(1997, 12, 26), date(1999, 12, 31), date(2002, 7, 5), date(2003, 12, 26),
    ]

    private static let extraordinaryClosures: Set<CivilDate> = [
        date(1970, 2, 23),  // Washington's birthday, before the Monday holidays
        date(1972, 12, 28),  // mourning for President Truman
        date(1973, 1, 25),  // for President Johnson
        date(1977, 7, 14),  // New York City blackout
        date(1985, 9, 27),  // hurricane Gloria
        date(1994, 4, 27),  // for President Nixon
        date(2001, 9, 11), date(2001, 9, 12), date(2001, 9, 13), date(2001, 9, 14),  // attack on the World Trade Center
        date(2004, 6, 11),  // for President Reagan
        date(2007, 1, 2),  // for President Ford
        date(2012, 10, 29), date(2012, 10, 30),  // hurricane Sandy
        date(2018, 12, 5),  // for President G. H. W. Bush
        date(2025, 1, 9),  // for President Carter
    ]

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("there is no day \(year)-\(month)-\(day)")
        }
        return date
    }
}
