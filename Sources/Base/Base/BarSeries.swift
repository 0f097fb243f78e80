/// The bars of one symbol at one interval, column by column, oldest first, one a time.
public struct BarSeries: Sendable, Equatable {
    /// Whose bars these are.
    public let symbol: Symbol
    /// What each bar covers.
    public let interval: BarInterval
    /// Event times (closes), strictly increasing.
    public private(set) var times: [Instant] = []
    /// First prices.
    public private(set) var open: [Double] = []
    /// Highest prices.
    public private(set) var high: [Double] = []
    /// Lowest prices.
    public private(set) var low: [Double] = []
    /// Last prices.
    public private(set) var close: [Double] = []
    /// Last prices adjusted for splits and dividends.
    public private(set) var adjustedClose: [Double] = []
    /// Units traded.
    public private(set) var volume: [Double] = []
    /// The name of the calendar the market trades by, where somebody has said it; `nil` to judge from the symbol.
    public var calendarName: String?

    /// The calendar the market trades by.
    public var calendar: TradingCalendar {
        calendarName.flatMap(TradingCalendar.init(named:)) ?? .inferred(for: symbol)
    }

    /// Makes an empty series.
    public init(symbol: Symbol, interval: BarInterval) {
        self.symbol = symbol
        self.interval = interval
    }

    /// Makes a series from columns of one length, with strictly increasing times.
    public init(
        symbol: Symbol, interval: BarInterval, times: [Instant], open: [Double], high: [Double], low: [Double],
        close: [Double], adjustedClose: [Double], volume: [Double]
    ) {
        let lengths = [open.count, high.count, low.count, close.count, adjustedClose.count, volume.count]
        precondition(lengths.allSatisfy { $0 == times.count }, "columns of a bar series must have one length")
        precondition(zip(times, times.dropFirst()).allSatisfy(<), "times of a bar series must increase")
        self.init(symbol: symbol, interval: interval)
        self.times = times
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.adjustedClose = adjustedClose
        self.volume = volume
    }

    /// The number of bars.
    public var count: Int { times.count }

    /// Whether there is no bar.
    public var isEmpty: Bool { times.isEmpty }

    /// The bar at an index.
    public subscript(index: Int) -> Bar {
        Bar(
            time: times[index], open: open[index], high: high[index], low: low[index], close: close[index],
            adjustedClose: adjustedClose[index], volume: volume[index])
    }

    /// Adds a bar, which must be later than the last.
    public mutating func append(_ bar: Bar) {
        precondition(times.last.map { $0 < bar.time } ?? true, "bar at \(bar.time) is not after the last")
        times.append(bar.time)
        open.append(bar.open)
        high.append(bar.high)
        low.append(bar.low)
        close.append(bar.close)
        adjustedClose.append(bar.adjustedClose)
        volume.append(bar.volume)
    }

    /// The bars in a range of indices.
    public subscript(range: Range<Int>) -> BarSeries {
        var part = BarSeries(
            symbol: symbol, interval: interval, times: Array(times[range]), open: Array(open[range]),
            high: Array(high[range]), low: Array(low[range]), close: Array(close[range]),
            adjustedClose: Array(adjustedClose[range]), volume: Array(volume[range]))
        part.calendarName = calendarName
        return part
    }

    /// The index of the first bar whose time is not before `time`; `count` when there is none.
    ///
    /// - Complexity: O(log n).
    public func firstIndex(notBefore time: Instant) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The bars with event times at or before `time`.
    public func upTo(_ time: Instant) -> BarSeries {
        let end = firstIndex(notBefore: time)
        return self[0..<(end < count && times[end] == time ? end + 1 : end)]
    }

    /// The same bars with open, high and low scaled by `adjustedClose / close`, and `close` replaced by `adjustedClose`.
    ///
    /// Ratios between bars then hold through splits and dividends. Volume is left as it is.
    public func adjusted() -> BarSeries {
        var result = self
        for index in 0..<count where close[index] != adjustedClose[index] && close[index] != 0 {
            let factor = adjustedClose[index] / close[index]
            result.open[index] = open[index] * factor
            result.high[index] = high[index] * factor
            result.low[index] = low[index] * factor
            result.close[index] = adjustedClose[index]
        }
        return result
    }
}
