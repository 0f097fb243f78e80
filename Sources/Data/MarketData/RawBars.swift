public import Base

/// The bars of one symbol as a source gave them: in the source's order, possibly dirty.
///
/// Columns have one length. Nothing is sorted, dropped or repaired here; the quality check does that, and says so.
///
/// - Shape: n rows in each column; row i of every column belongs to the same bar.
/// - Units: prices in the quote currency per unit, volume in units traded.
/// - As of: `times` are event times, when each bar closed, in UTC.
/// - Missing: NaN where a cell is missing; a missing adjusted close equals the close.
public struct RawBars: Sendable {
    /// Whose bars these are.
    public var symbol: Symbol
    /// What each bar covers.
    public var interval: BarInterval
    /// Event times (closes), in the order of the source.
    public var times: [Instant]
    /// First prices.
    public var open: [Double]
    /// Highest prices.
    public var high: [Double]
    /// Lowest prices.
    public var low: [Double]
    /// Last prices.
    public var close: [Double]
    /// Last prices adjusted for splits and dividends.
    public var adjustedClose: [Double]
    /// Units traded.
    public var volume: [Double]

    /// Makes raw bars from columns, which must have one length.
    public init(
        symbol: Symbol, interval: BarInterval, times: [Instant] = [], open: [Double] = [], high: [Double] = [],
        low: [Double] = [], close: [Double] = [], adjustedClose: [Double] = [], volume: [Double] = []
    ) {
        let lengths = [open.count, high.count, low.count, close.count, adjustedClose.count, volume.count]
        precondition(lengths.allSatisfy { $0 == times.count }, "columns of raw bars must have one length")
        self.symbol = symbol
        self.interval = interval
        self.times = times
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.adjustedClose = adjustedClose
        self.volume = volume
    }

    /// Makes raw bars from a series that is clean already.
    public init(_ series: BarSeries) {
        self.init(
            symbol: series.symbol, interval: series.interval, times: series.times, open: series.open,
            high: series.high, low: series.low, close: series.close, adjustedClose: series.adjustedClose,
            volume: series.volume)
    }

    /// The number of rows.
    public var count: Int { times.count }

    /// Whether there is no row.
    public var isEmpty: Bool { times.isEmpty }

    /// The bar in a row.
    public subscript(row: Int) -> Bar {
        Bar(
            time: times[row], open: open[row], high: high[row], low: low[row], close: close[row],
            adjustedClose: adjustedClose[row], volume: volume[row])
    }

    /// Adds a row at the end.
    public mutating func append(_ bar: Bar) {
        times.append(bar.time)
        open.append(bar.open)
        high.append(bar.high)
        low.append(bar.low)
        close.append(bar.close)
        adjustedClose.append(bar.adjustedClose)
        volume.append(bar.volume)
    }
}
