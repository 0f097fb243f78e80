/// Williams' market facilitation index (MARKETFI): the range of the bar per unit traded.
///
/// - Units: price per unit traded.
/// - Missing: zero where nothing was traded.
/// - Source: Bill Williams, Trading Chaos, 1995; TA-Lib MARKETFI.
public struct MarketFacilitationIndex: Indicator {
    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowVolume, _ window: WindowMemory) -> Double {
        ratio(input.high - input.low, to: input.volume)
    }
}
