/// The first and the last price of a bar.
public struct OpenClose: IndicatorInput {
    /// First price.
    public var open: Double
    /// Last price.
    public var close: Double

    /// Makes an input.
    @inline(__always)
    public init(open: Double, close: Double) {
        self.open = open
        self.close = close
    }

    /// Open and close.
    public static var fields: [BarField] { [.open, .close] }
    /// Whether both are finite.
    @inline(__always)
    public var isFinite: Bool { (open + close).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(open: columns.open[index], close: columns.close[index])
    }
}
