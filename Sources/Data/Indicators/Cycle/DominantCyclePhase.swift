/// Where in the dominant cycle the price is.
///
/// - Units: degrees, from −45 to 315; from the middle upwards at 0, at the top at 90.
/// - As of: the value at t uses inputs up to t.
/// - Missing: as in ``Indicator``; on prices that do not move it is rounding noise, as in TA-Lib.
/// - Source: Ehlers 2001; TA-Lib HT_DCPHASE, unstable period 0.
public struct DominantCyclePhase: Indicator {
    private var transform = HilbertTransform(firstRow: HilbertTransform.late)
    private var phase = DominantPhase(at: HilbertTransform.room)

    /// Makes an indicator.
    public init() {}

    /// 63.
    public var warmUpBars: Int { 63 }
    /// The room of its windows.
    public var windowCount: Int { HilbertTransform.room + DominantPhase.room }

    /// Takes the newest value; O(period) time.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        guard transform.push(input, window) else { return .nan }
        phase.push(transform.smoothed, transform.smoothPeriod, window)
        return transform.rows > 63 ? phase.degrees : .nan
    }

    /// Runs the machines one after the other.
    public static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) { advanceOneByOne(lanes) }
}
