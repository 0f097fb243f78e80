import Base

/// Gathers bars into longer ones, by a rule that needs no later bar.
///
/// A longer bar is finished at the first bar that closes at or after the period's scheduled end, or when a bar of a later
/// period comes, whichever is first; so nobody ever sees one that may still change. Days and weeks are those of the trading
/// calendar: a day ends at its session's close, a week at the close of its last session, and bars outside of the session's
/// hours, or after the last session that the calendar knows of a week, belong to none. Shorter periods are counted from midnight UTC.
struct Resampler: BitwiseCopyable, Sendable {
    private var gathered = Bar(
        time: .distantPast, open: .nan, high: .nan, low: .nan, close: .nan, adjustedClose: .nan, volume: 0)
    private var isGathering = false
    /// When the period that is gathered ends.
    private var end = Instant.distantPast
    /// The session of the last bar's date.
    private var date = CivilDate(daysSinceEpoch: .min)
    private var open = Instant.distantPast
    private var close = Instant.distantPast
    /// The day, or the week's Monday, that is gathered, and the last one that was finished.
    private var period = CivilDate(daysSinceEpoch: .min)
    private var finishedPeriod = CivilDate(daysSinceEpoch: .min)

    /// Intervals that bars can be gathered into.
    static func allows(_ interval: BarInterval) -> Bool {
        interval == .day || interval == .week || interval.isIntraday && 86_400 % interval.seconds == 0
    }

    /// Takes the next bar and hands out the longer bars that it finishes, none, one or two.
    mutating func take(
        _ bar: Bar, _ interval: BarInterval, _ calendar: TradingCalendar, finished: (Bar) -> Void
    ) {
        guard interval.isIntraday || isInSession(bar, calendar) else { return }
        if isGathering, bar.time > end { finish(finished) }
        let own = interval == .week ? date.advanced(byDays: 1 - date.weekday) : date
        // A bar that the calendar does not expect, after its period was finished: nobody may see that period change.
        if !interval.isIntraday, own == finishedPeriod { return }
        if isGathering {
            gathered.high = max(gathered.high, bar.high)
            gathered.low = min(gathered.low, bar.low)
            gathered.close = bar.close
            gathered.adjustedClose = bar.adjustedClose
            gathered.volume += bar.volume
            gathered.time = bar.time
        } else {
            gathered = bar
            isGathering = true
            period = own
            end = periodEnd(of: bar, interval, calendar)
        }
        if bar.time >= end { finish(finished) }
    }

    private mutating func finish(_ finished: (Bar) -> Void) {
        finished(gathered)
        isGathering = false
        finishedPeriod = period
    }

    private mutating func isInSession(_ bar: Bar, _ calendar: TradingCalendar) -> Bool {
        let own = calendar.sessionDate(closingAt: bar.time)
        if own != date {
            date = own
            open = calendar.open(of: own)
            close = calendar.close(of: own)
        }
        return bar.time > open && bar.time <= close
    }

    private func periodEnd(of bar: Bar, _ interval: BarInterval, _ calendar: TradingCalendar) -> Instant {
        if interval == .day { return close }
        if interval == .week {
            let monday = date.advanced(byDays: 1 - date.weekday)
            let last = calendar.sessions(from: monday, through: monday.advanced(byDays: 6)).last
            return calendar.close(of: last ?? date)
        }
        let length = Int64(interval.seconds) * 1_000_000_000
        let before = bar.time.nanoseconds - 1
        let start = before - (before % length + length) % length
        return Instant(nanoseconds: start + length)
    }
}
