import Base

/// Turns Yahoo's stamps into the closes of bars.
struct YahooClock {
    private let interval: BarInterval
    private let calendar: TradingCalendar
    /// Seconds the exchange is ahead of UTC today; `nil` in New York, whose clock is known at all times.
    private let offsetSeconds: Int64?

    init(symbol: Symbol, interval: BarInterval, _ meta: YahooChart.Meta?) {
        self.interval = interval
        calendar = TradingCalendar.inferred(for: symbol)
        let isNewYork = (meta?.exchangeTimezoneName ?? "America/New_York") == "America/New_York"
        offsetSeconds = isNewYork ? nil : min(max(meta?.gmtoffset ?? 0, -86_400), 86_400)
    }

    func close(_ stamp: Instant) -> Instant {
        guard interval.isIntraday else { return calendar.close(of: date(stamp)) }
        let end = stamp.advanced(bySeconds: Int64(interval.seconds))
        guard calendar.name == TradingCalendar.nyse.name, offsetSeconds == nil,
            let session = calendar.session(of: NewYorkTime.local(stamp).date)
        else { return end }
        return stamp < session.close && session.close < end ? session.close : end
    }

    /// The date of a daily bar, stamped at the open of its session or at midnight on its exchange's clock.
    private func date(_ stamp: Instant) -> CivilDate {
        guard let offsetSeconds else { return NewYorkTime.local(stamp).date }
        // The offset is today's; where clocks stood an hour back on the bar's day, midnight would fall on the day before.
        return stamp.advanced(bySeconds: offsetSeconds + 2 * 3600).utcDate
    }
}
