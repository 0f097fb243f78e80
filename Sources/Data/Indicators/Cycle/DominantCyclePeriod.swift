/// The period of the dominant cycle.
///
/// - Units: bars, from 6 to 50 once it has settled.
/// - As of: the value at t uses inputs up to t.
/// - Missing: as in ``Indicator``.
/// - Source: Ehlers 2001; TA-Lib HT_DCPERIOD, unstable period 0.
public struct DominantCyclePeriod: Indicator {
    private var transform = HilbertTransform(firstRow: HilbertTransform.early)

    /// Makes an indicator.
    public init() {}

    /// 32.
    public var warmUpBars: Int { 32 }
    /// The room of its windows.
    public var windowCount: Int { HilbertTransform.room }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        _ = transform.push(input, window)
        return transform.rows > 32 ? transform.smoothPeriod : .nan
    }
}
