/// Whether the price follows a trend (1) or a cycle (0).
///
/// It is a cycle for half a period after the sines of the phase have crossed, and while the phase turns about as fast
/// as the period says; but a trend whenever the smoothed price is 1.5 percent or more off the trendline.
///
/// - Units: 1 or 0.
/// - As of: the value at t uses inputs up to t.
/// - Missing: as in ``Indicator``.
/// - Source: Ehlers 2001; TA-Lib HT_TRENDMODE, unstable period 0.
public struct TrendMode: Indicator {
    private var transform = HilbertTransform(firstRow: HilbertTransform.late)
    private var phase = DominantPhase(at: HilbertTransform.room)
    private var trend = CycleTrend(at: HilbertTransform.room + DominantPhase.room)
    private var sine = 0.0
    private var leadSine = 0.0
    private var barsSinceCross = 0.0

    /// Makes an indicator.
    public init() {}

    /// 63.
    public var warmUpBars: Int { 63 }
    /// The room of its windows.
    public var windowCount: Int { HilbertTransform.room + DominantPhase.room + CycleTrend.room }

    /// Takes the newest value; O(period) time.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        trend.push(input, window)
        guard transform.push(input, window) else { return .nan }
        let lastPhase = phase.degrees
        let period = transform.smoothPeriod
        phase.push(transform.smoothed, period, window)
        let line = trend.value(period, window)
        let hasCrossed = crosses()
        barsSinceCross = hasCrossed ? 1 : barsSinceCross + 1
        let turn = phase.degrees - lastPhase
        let isSteady = period != 0 && turn > 0.67 * 360 / period && turn < 1.5 * 360 / period
        let isFar = line != 0 && ((transform.smoothed - line) / line).magnitude >= 0.015
        let isCycle = hasCrossed || barsSinceCross < 0.5 * period || isSteady
        guard transform.rows > 63 else { return .nan }
        return isFar || !isCycle ? 1 : 0
    }

    /// Runs the machines one after the other.
    public static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) { advanceOneByOne(lanes) }

    @inline(__always)
    private mutating func crosses() -> Bool {
        let wasAbove = sine >= leadSine
        let wasBelow = sine <= leadSine
        sine = Angle.sine(degrees: phase.degrees)
        leadSine = Angle.sine(degrees: phase.degrees + 45)
        return (sine > leadSine && wasBelow) || (sine < leadSine && wasAbove)
    }
}
