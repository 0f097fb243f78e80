import Base

/// Turns a file's dates and times into event times: when each bar closed, in UTC.
struct SessionClock {
    private let options: ImportOptions
    /// The closes looked up so far, by calendar.
    private var tables: [String: SessionCloses] = [:]

    private static let nanosecondsPerDay: Int64 = 86_400_000_000_000

    init(options: ImportOptions) { self.options = options }

    /// The interval and the event times of one symbol's rows.
    mutating func instants(
        _ values: [Int64], _ kind: ImportTimes.Kind, _ symbol: Symbol, path: String
    ) throws -> (BarInterval, [Instant]) {
        let calendar = options.calendar ?? TradingCalendar.inferred(for: symbol)
        let interval = try interval(of: values, kind, symbol, path: path)
        guard interval.isIntraday else {
            let days = kind == .dates ? values : values.map { SessionClock.day($0, kind, calendar) }
            return (interval, sessionCloses(days, calendar))
        }
        guard kind != .dates else {
            throw MarketDataError.unclearInterval(path: path, symbol: symbol.name)
        }
        let instants = values.map { utc($0, kind) }
        return (interval, options.timesAreCloses ? instants : ends(of: instants, interval, calendar))
    }

    private func interval(
        of values: [Int64], _ kind: ImportTimes.Kind, _ symbol: Symbol, path: String
    ) throws -> BarInterval {
        if let given = options.interval { return given }
        let step = IntervalDetection.commonStep(of: values)
        let found: BarInterval? =
            switch (kind, step) {
            case (.dates, _): IntervalDetection.interval(daysApart: step)
            case (_, .some(let step)): IntervalDetection.interval(nanosecondsApart: step)
            case (_, nil): values.allSatisfy { $0 % SessionClock.nanosecondsPerDay == 0 } ? .day : nil
            }
        guard let found else { throw MarketDataError.unclearInterval(path: path, symbol: symbol.name) }
        return found
    }

    /// The date that a daily bar's time stands for.
    ///
    /// A local time shows it. One in UTC is midnight of the date, or else some time of the session's day in its market.
    private static func day(_ value: Int64, _ kind: ImportTimes.Kind, _ calendar: TradingCalendar) -> Int64 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: nanosecondsPerDay)
        let day = remainder < 0 ? quotient - 1 : quotient
        guard kind == .utc, remainder != 0, calendar.name != TradingCalendar.crypto.name else { return day }
        return Int64(NewYorkTime.local(Instant(nanoseconds: value)).date.daysSinceEpoch)
    }

    private mutating func sessionCloses(_ days: [Int64], _ calendar: TradingCalendar) -> [Instant] {
        guard let first = days.min(), let last = days.max() else { return [] }
        let table = tables[calendar.name].flatMap { $0.days.contains(first) && $0.days.contains(last) ? $0 : nil }
        if let table { return days.map { table[$0] } }
        let wider = SessionCloses(days: first...last, joining: tables[calendar.name], calendar)
        tables[calendar.name] = wider
        return days.map { wider[$0] }
    }

    private func utc(_ value: Int64, _ kind: ImportTimes.Kind) -> Instant {
        guard kind == .local, options.timeZone == .newYork else { return Instant(nanoseconds: value) }
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: SessionClock.nanosecondsPerDay)
        let day = remainder < 0 ? quotient - 1 : quotient
        let inDay = value - day * SessionClock.nanosecondsPerDay
        let whole = NewYorkTime.utc(CivilDate(daysSinceEpoch: Int(day)), secondsOfDay: Int(inDay / 1_000_000_000))
        return Instant(nanoseconds: whole.nanoseconds + inDay % 1_000_000_000)
    }

    /// When bars that start at some instants end: after the interval, or with the session where that is earlier.
    private func ends(of starts: [Instant], _ interval: BarInterval, _ calendar: TradingCalendar) -> [Instant] {
        starts.map { start in
            let end = start.advanced(bySeconds: Int64(interval.seconds))
            guard calendar.name == TradingCalendar.nyse.name else { return end }
            guard let session = calendar.session(of: NewYorkTime.local(start).date) else { return end }
            return start < session.close && session.close < end ? session.close : end
        }
    }
}

/// When the session of each of some days closes: one look instead of a calendar's rules for each row.
private struct SessionCloses {
    let days: ClosedRange<Int64>
    private let closes: [Instant]

    /// Covers the days and those another table covers; the years that imports allow make for 200,000 days at most.
    init(days: ClosedRange<Int64>, joining other: SessionCloses?, _ calendar: TradingCalendar) {
        let first = min(days.lowerBound, other?.days.lowerBound ?? days.lowerBound)
        let last = max(days.upperBound, other?.days.upperBound ?? days.upperBound)
        self.days = first...last
        closes = (first...last).map { calendar.close(of: CivilDate(daysSinceEpoch: Int($0))) }
    }

    subscript(day: Int64) -> Instant { closes[Int(day - days.lowerBound)] }
}
