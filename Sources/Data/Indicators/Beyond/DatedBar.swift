public import Base

/// The range of a bar, its last price, the units traded and its event time.
public struct DatedBar: IndicatorInput {
    /// Event time: the bar's close.
    public var time: Instant
    /// Highest price.
    public var high: Double
    /// Lowest price.
    public var low: Double
    /// Last price.
    public var close: Double
    /// Units traded.
    public var volume: Double

    /// Makes an input.
    @inline(__always)
    public init(time: Instant, high: Double, low: Double, close: Double, volume: Double) {
        self.time = time
        self.high = high
        self.low = low
        self.close = close
        self.volume = volume
    }

    /// High, low, close, volume and time.
    public static var fields: [BarField] { [.high, .low, .close, .volume, .time] }
    /// Whether all four numbers are finite.
    @inline(__always)
    public var isFinite: Bool { (high + low + close + volume).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(
            time: columns.time[index], high: columns.high[index], low: columns.low[index],
            close: columns.close[index], volume: columns.volume[index])
    }
}
