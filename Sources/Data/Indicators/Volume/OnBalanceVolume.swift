/// On-balance volume (OBV): volume added at a higher price, taken off at a lower one, from the first volume on.
///
/// - Units: units traded; the level depends on where the series begins.
/// - Source: Granville 1963; TA-Lib OBV.
public struct OnBalanceVolume: Indicator {
    private var previousPrice = Double.nan
    /// The balance so far.
    public private(set) var total = 0.0

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest price and volume.
    @inline(__always)
    public mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        let last = previousPrice
        previousPrice = input.first
        let change = input.first - last
        guard !change.isNaN else {
            total = input.second
            return total
        }
        total += change == 0 ? 0 : input.second.turned(with: change)
        return total
    }
}
