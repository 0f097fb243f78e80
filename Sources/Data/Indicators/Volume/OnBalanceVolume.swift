/// On-balance volume (OBV): volume added on a higher close, taken off on a lower one, from the first volume on.
///
/// - Units: units traded; the level depends on where the series begins.
/// - Source: Granville 1963; TA-Lib OBV.
public struct OnBalanceVolume: Indicator {
    private var previousClose = Double.nan
    /// The balance so far.
    public private(set) var total = 0.0

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: CloseVolume, _ window: WindowMemory) -> Double {
        let rise = input.close > previousClose ? input.volume : 0
        let fall = input.close < previousClose ? input.volume : 0
        total += previousClose.isNaN ? input.volume : rise - fall
        previousClose = input.close
        return total
    }
}
