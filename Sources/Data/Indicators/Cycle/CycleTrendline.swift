/// Ehlers' instantaneous trendline: the price without its dominant cycle.
///
/// - Units: those of the input.
/// - As of: the value at t uses inputs up to t.
/// - Missing: as in ``Indicator``.
/// - Source: Ehlers 2001; TA-Lib HT_TRENDLINE, unstable period 0.
public struct CycleTrendline: Indicator {
    private var transform = HilbertTransform(firstRow: HilbertTransform.late)
    private var trend = CycleTrend(at: HilbertTransform.room)

    /// Makes an indicator.
    public init() {}

    /// 63.
    public var warmUpBars: Int { 63 }
    /// The room of its windows.
    public var windowCount: Int { HilbertTransform.room + CycleTrend.room }

    /// Takes the newest value; O(period) time.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        trend.push(input, window)
        guard transform.push(input, window) else { return .nan }
        let line = trend.value(transform.smoothPeriod, window)
        return transform.rows > 63 ? line : .nan
    }

    /// Runs the machines one after the other.
    public static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) { advanceOneByOne(lanes) }
}
