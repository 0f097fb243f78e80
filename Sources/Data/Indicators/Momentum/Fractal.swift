/// Williams' fractals: a swing high stands above the bars on either side, a swing low below them.
///
/// A swing is known only `right` bars after it, and is given there: 100 at row t means that row t − `right` is one.
/// Charts draw it at the earlier row.
///
/// - Units: 100 where one is confirmed, else 0.
/// - As of: `right` bars after the swing.
/// - Source: Bill Williams, Trading Chaos, 1995; TA-Lib FRACTAL, which gives it at the same row.
public struct Fractal: Indicator {
    /// What fractals give.
    public struct Output: IndicatorOutput {
        /// 100 where a swing high is confirmed.
        public var swingHigh: Double
        /// 100 where a swing low is confirmed.
        public var swingLow: Double

        /// `swing_high`, `swing_low`.
        public static var names: [String] { ["swing_high", "swing_low"] }
    }

    /// How many bars before the swing must be passed.
    public let left: Int
    /// How many bars after it must be.
    public let right: Int
    private var before: RollingRange
    private var after: RollingRange
    private var high: Delay
    private var low: Delay
    private var pivot = HighLow(high: .nan, low: .nan)

    /// Makes an indicator; both counts are at least 1.
    public init(left: Int = 2, right: Int = 2) {
        self.left = checked(left)
        self.right = checked(right)
        before = RollingRange(period: left)
        after = RollingRange(period: right, at: RollingRange.room(left))
        let delays = RollingRange.room(left) + RollingRange.room(right)
        high = Delay(period: right, at: delays)
        low = Delay(period: right, at: delays + Delay.room(right))
    }

    /// `left + right`.
    public var warmUpBars: Int { left + right }
    /// The room of its windows.
    public var windowCount: Int { RollingRange.room(left) + RollingRange.room(right) + 2 * Delay.room(right) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Output {
        let passed = pivot
        pivot = HighLow(high: high.push(input.high, window), low: low.push(input.low, window))
        let recent = after.push(input.high, input.low, window)
        guard !passed.high.isNaN else { return .missing }
        let earlier = before.push(passed.high, passed.low, window)
        guard !earlier.top.isNaN else { return .missing }
        let others = SIMD2(earlier.top, -earlier.bottom).larger(SIMD2(recent.top, -recent.bottom))
        let swings = SIMD2(repeating: 100.0).kept(where: SIMD2(pivot.high, -pivot.low), exceed: others)
        return Output(swingHigh: swings.x, swingLow: swings.y)
    }
}
