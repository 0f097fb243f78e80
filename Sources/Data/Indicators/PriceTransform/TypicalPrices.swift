/// The mean of open, high, low and close (AVGPRICE).
///
/// - Units: price.
/// - Source: TA-Lib AVGPRICE.
public struct AveragePrice: Indicator {
    /// Makes an indicator.
    public init() {}
    /// None.
    public var warmUpBars: Int { 0 }
    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: OpenHighLowClose, _ window: WindowMemory) -> Double {
        (input.high + input.low + input.close + input.open) / 4
    }
}

/// The middle between high and low (MEDPRICE).
///
/// - Units: price.
/// - Source: TA-Lib MEDPRICE.
public struct MedianPrice: Indicator {
    /// Makes an indicator.
    public init() {}
    /// None.
    public var warmUpBars: Int { 0 }
    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double { (input.high + input.low) / 2 }
}

/// The mean of high, low and close (TYPPRICE).
///
/// - Units: price.
/// - Source: TA-Lib TYPPRICE.
public struct TypicalPrice: Indicator {
    /// Makes an indicator.
    public init() {}
    /// None.
    public var warmUpBars: Int { 0 }
    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        (input.high + input.low + input.close) / 3
    }
}

/// The mean of high, low and twice the close (WCLPRICE).
///
/// - Units: price.
/// - Source: TA-Lib WCLPRICE.
public struct WeightedClose: Indicator {
    /// Makes an indicator.
    public init() {}
    /// None.
    public var warmUpBars: Int { 0 }
    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        (input.high + input.low + 2 * input.close) / 4
    }
}
