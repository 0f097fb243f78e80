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
        let sides = SIMD2(input.second, -input.second)
            .kept(where: SIMD2(input.first, last), exceed: SIMD2(last, input.first))
        total += last.isNaN ? input.second : sides.x + sides.y
        return total
    }
}
