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
        let change = input.close - last
        // Nothing has moved, or there is no close before.
        guard change.magnitude > 0 else { return total }
        let rise = input.close - (last < input.low ? last : input.low)
        let fall = input.close - (last > input.high ? last : input.high)
        // A product with one or zero, not a condition, which nothing would predict.
        let up = change > 0 ? 1.0 : 0
        total += up * rise + (1 - up) * fall
        return total
    }
}
