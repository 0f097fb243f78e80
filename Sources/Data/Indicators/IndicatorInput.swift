/// What one update of an ``Indicator`` takes.
public protocol IndicatorInput: BitwiseCopyable, Sendable {
    /// How many series of values it takes, whichever they are; none for an input made of fields of a bar.
    static var valueCount: Int { get }
    /// The bar fields read; empty for an input made of values.
    static var fields: [BarField] { get }
    /// Whether it is made of logarithms, which several operators can share.
    static var usesLogarithms: Bool { get }
    /// Whether all of it is finite.
    var isFinite: Bool { get }
    /// Reads a row of columns.
    init(_ columns: borrowing BarColumns, at index: Int)
}

extension IndicatorInput {
    /// None.
    public static var valueCount: Int { 0 }
    /// None.
    public static var fields: [BarField] { [] }
    /// No: it is made of the numbers themselves.
    public static var usesLogarithms: Bool { false }
}

/// One value: any field of a bar, or anything else.
extension Double: IndicatorInput {
    /// One.
    public static var valueCount: Int { 1 }
    /// Reads the chosen column.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) { self = columns.value[index] }
}

/// Two values of the same time.
public struct ValuePair: IndicatorInput {
    /// The first.
    public var first: Double
    /// The second.
    public var second: Double

    /// Makes an input.
    @inline(__always)
    public init(_ first: Double, _ second: Double) {
        self.first = first
        self.second = second
    }

    /// Two.
    public static var valueCount: Int { 2 }
    /// Whether both are finite.
    @inline(__always)
    public var isFinite: Bool { (first - first) + (second - second) == 0 }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(columns.value[index], columns.second[index])
    }
}

/// The range of a bar.
public struct HighLow: IndicatorInput {
    /// Highest price.
    public var high: Double
    /// Lowest price.
    public var low: Double

    /// Makes an input.
    @inline(__always)
    public init(high: Double, low: Double) {
        self.high = high
        self.low = low
    }

    /// High and low.
    public static var fields: [BarField] { [.high, .low] }
    /// Whether both are finite.
    @inline(__always)
    public var isFinite: Bool { (high + low).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(high: columns.high[index], low: columns.low[index])
    }
}

/// The four prices of a bar.
public struct OpenHighLowClose: IndicatorInput {
    /// First price.
    public var open: Double
    /// Highest price.
    public var high: Double
    /// Lowest price.
    public var low: Double
    /// Last price.
    public var close: Double

    /// Makes an input.
    @inline(__always)
    public init(open: Double, high: Double, low: Double, close: Double) {
        self.open = open
        self.high = high
        self.low = low
        self.close = close
    }

    /// Open, high, low and close.
    public static var fields: [BarField] { [.open, .high, .low, .close] }
    /// Whether all four are finite.
    @inline(__always)
    public var isFinite: Bool { (open + high + low + close).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(
            open: columns.open[index], high: columns.high[index], low: columns.low[index], close: columns.close[index])
    }
}

/// The range of a bar, its last price, and the units traded.
public struct HighLowCloseVolume: IndicatorInput {
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
    public init(high: Double, low: Double, close: Double, volume: Double) {
        self.high = high
        self.low = low
        self.close = close
        self.volume = volume
    }

    /// High, low, close and volume.
    public static var fields: [BarField] { [.high, .low, .close, .volume] }
    /// Whether all four are finite.
    @inline(__always)
    public var isFinite: Bool { (high + low + close + volume).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(
            high: columns.high[index], low: columns.low[index], close: columns.close[index],
            volume: columns.volume[index])
    }
}

/// The range of a bar and its last price.
public struct HighLowClose: IndicatorInput {
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
    /// Whether all three are finite.
    @inline(__always)
    public var isFinite: Bool { (high + low + close).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(high: columns.high[index], low: columns.low[index], close: columns.close[index])
    }
}

/// The last price of a bar and the units traded.
public struct CloseVolume: IndicatorInput {
    /// Last price.
    public var close: Double
    /// Units traded.
    public var volume: Double

    /// Makes an input.
    @inline(__always)
    public init(close: Double, volume: Double) {
        self.close = close
        self.volume = volume
    }

    /// Close and volume.
    public static var fields: [BarField] { [.close, .volume] }
    /// Whether both are finite.
    @inline(__always)
    public var isFinite: Bool { (close + volume).isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(close: columns.close[index], volume: columns.volume[index])
    }
}
