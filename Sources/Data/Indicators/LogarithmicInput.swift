/// The natural logarithm of one value; not finite, and so passed over, where the value is not positive and finite.
public struct LogValue: IndicatorInput {
    /// ln x.
    public var logarithm: Double

    /// Takes the logarithm.
    @inline(__always)
    public init(of value: Double) { logarithm = naturalLogarithm(value) }

    /// One.
    public static var valueCount: Int { 1 }
    /// Yes.
    public static var usesLogarithms: Bool { true }
    /// Whether the value was positive and finite.
    @inline(__always)
    public var isFinite: Bool { logarithm.isFinite }
    /// Reads the chosen column.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        if let shared = columns.logValue {
            logarithm = shared[index]
        } else {
            logarithm = naturalLogarithm(columns.value[index])
        }
    }
}

/// The natural logarithms of a bar's range.
public struct LogRange: IndicatorInput {
    /// ln high.
    public var high: Double
    /// ln low.
    public var low: Double

    /// Takes the logarithms.
    @inline(__always)
    public init(high: Double, low: Double) {
        self.high = naturalLogarithm(high)
        self.low = naturalLogarithm(low)
    }

    @inline(__always)
    private init(logHigh: Double, logLow: Double) {
        high = logHigh
        low = logLow
    }

    /// High and low.
    public static var fields: [BarField] { [.high, .low] }
    /// Yes.
    public static var usesLogarithms: Bool { true }
    /// Whether both prices were positive and finite.
    @inline(__always)
    public var isFinite: Bool { (high + low).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        guard let shared = columns.logPrices else {
            self.init(high: columns.high[index], low: columns.low[index])
            return
        }
        self.init(logHigh: shared[columns.count + index], logLow: shared[2 * columns.count + index])
    }
}

/// The natural logarithms of a bar's four prices.
public struct LogPrices: IndicatorInput {
    /// ln open.
    public var open: Double
    /// ln high.
    public var high: Double
    /// ln low.
    public var low: Double
    /// ln close.
    public var close: Double

    /// Takes the logarithms.
    @inline(__always)
    public init(open: Double, high: Double, low: Double, close: Double) {
        self.open = naturalLogarithm(open)
        self.high = naturalLogarithm(high)
        self.low = naturalLogarithm(low)
        self.close = naturalLogarithm(close)
    }

    @inline(__always)
    private init(_ shared: UnsafePointer<Double>, count: Int, at index: Int) {
        open = shared[index]
        high = shared[count + index]
        low = shared[2 * count + index]
        close = shared[3 * count + index]
    }

    /// Open, high, low and close.
    public static var fields: [BarField] { [.open, .high, .low, .close] }
    /// Yes.
    public static var usesLogarithms: Bool { true }
    /// Whether all four prices were positive and finite.
    @inline(__always)
    public var isFinite: Bool { (open + high + low + close).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        guard let shared = columns.logPrices else {
            self.init(
                open: columns.open[index], high: columns.high[index], low: columns.low[index],
                close: columns.close[index])
            return
        }
        self.init(shared, count: columns.count, at: index)
    }
}
