public import Base

/// What one update of an ``Indicator`` takes.
public protocol IndicatorInput: Sendable {
    /// The bar fields read; empty when any one field may be given.
    static var fields: [BarField] { get }
    /// Whether it is made of logarithms, which several operators can share.
    static var usesLogarithms: Bool { get }
    /// Whether all of it is finite.
    var isFinite: Bool { get }
    /// Reads a row of columns.
    init(_ columns: BarColumns, at index: Int)
    /// Reads a bar; `field` matters only to an input of one value.
    init(_ bar: Bar, field: BarField)
}

extension IndicatorInput {
    /// No: it is made of the numbers themselves.
    public static var usesLogarithms: Bool { false }
}

/// One value: any field of a bar, or anything else.
extension Double: IndicatorInput {
    /// None: any one field may be given.
    public static var fields: [BarField] { [] }
    /// Reads the chosen column.
    @inline(__always)
    public init(_ columns: BarColumns, at index: Int) { self = columns.value[index] }
    /// Reads the chosen field.
    @inline(__always)
    public init(_ bar: Bar, field: BarField) { self = field.value(in: bar) }
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
    public init(_ columns: BarColumns, at index: Int) {
        self.init(high: columns.high[index], low: columns.low[index], close: columns.close[index])
    }
    /// Reads a bar.
    @inline(__always)
    public init(_ bar: Bar, field: BarField) { self.init(high: bar.high, low: bar.low, close: bar.close) }
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
    public init(_ columns: BarColumns, at index: Int) {
        self.init(close: columns.close[index], volume: columns.volume[index])
    }
    /// Reads a bar.
    @inline(__always)
    public init(_ bar: Bar, field: BarField) { self.init(close: bar.close, volume: bar.volume) }
}
