/// The range of a bar and its last price, passed over unless all are positive.
public struct PositiveRange: IndicatorInput {
    /// Highest price.
    public var high: Double
    /// Lowest price.
    public var low: Double
    /// Last price.
    public var close: Double

    /// Makes an input.
    @inline(__always)
    public init(high: Double, low: Double, close: Double) {
        self.high = high
        self.low = low
        self.close = close
    }

    /// High, low and close.
    public static var fields: [BarField] { [.high, .low, .close] }
    /// Whether all three are positive and finite.
    @inline(__always)
    public var isFinite: Bool { high > 0 && low > 0 && close > 0 && (high + low + close).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(high: columns.high[index], low: columns.low[index], close: columns.close[index])
    }
}
