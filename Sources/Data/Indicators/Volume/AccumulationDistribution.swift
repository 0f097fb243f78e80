/// Chaikin's accumulation/distribution line (AD): volume, weighed by where the close stands in the bar, added up.
///
/// - Units: units traded; the level depends on where the series begins.
/// - Missing: a bar without a range adds nothing.
/// - Source: Chaikin; TA-Lib AD.
public struct AccumulationDistribution: Indicator {
    private var total = 0.0

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowCloseVolume, _ window: WindowMemory) -> Double {
        total += AccumulationDistribution.flow(of: input)
        return total
    }

    /// The volume of a bar from −1 × (close at the low) to 1 × (close at the high).
    @inline(__always)
    static func flow(of bar: HighLowCloseVolume) -> Double {
        let range = bar.high - bar.low
        let balance = (bar.close - bar.low) - (bar.high - bar.close)
        return range > 0 ? balance / range * bar.volume : 0
    }
}
