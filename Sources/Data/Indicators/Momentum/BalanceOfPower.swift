/// The balance of power (BOP): the body of the bar as a part of its range.
///
/// - Units: −1 to 1.
/// - Missing: zero where the bar has no range.
/// - Source: Livshin 2001; TA-Lib BOP.
public struct BalanceOfPower: Indicator {
    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: OpenHighLowClose, _ window: WindowMemory) -> Double {
        let range = input.high - input.low
        return range > 0 ? (input.close - input.open) / range : 0
    }
}
