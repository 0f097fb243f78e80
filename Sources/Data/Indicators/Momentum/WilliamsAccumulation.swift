/// Williams' accumulation and distribution (WAD): the close's distances from the true low on rises and the true high on
/// falls, added up.
///
/// - Units: price; the level depends on where the series begins.
/// - Source: Achelis, Technical Analysis from A to Z; TA-Lib WAD, which takes no volume.
public struct WilliamsAccumulation: Indicator {
    private var previousClose = Double.nan
    private var total = 0.0

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let last = previousClose
        previousClose = input.close
        let rise = input.close - (last < input.low ? last : input.low)
        let fall = input.close - (last > input.high ? last : input.high)
        // Both comparisons are false before the first close is known.
        total += (input.close > last ? rise : 0) + (input.close < last ? fall : 0)
        return total
    }
}
