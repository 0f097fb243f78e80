/// The range of a bar and the units traded.
public struct HighLowVolume: IndicatorInput {
    /// Highest price.
    public var high: Double
    /// Lowest price.
    public var low: Double
    /// Units traded.
    public var volume: Double

    /// Makes an input.
    @inline(__always)
    public init(high: Double, low: Double, volume: Double) {
        self.high = high
        self.low = low
        self.volume = volume
    }

    /// High, low and volume.
    public static var fields: [BarField] { [.high, .low, .volume] }
    /// Whether all three are finite.
    @inline(__always)
    public var isFinite: Bool { (high + low + volume).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(high: columns.high[index], low: columns.low[index], volume: columns.volume[index])
    }
}
