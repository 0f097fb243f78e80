/// Wilder's smoothed directional movements (+DM and −DM), not yet divided by the true range.
///
/// - Units: price; the sum of `period` bars' movements.
/// - Source: Wilder 1978; TA-Lib PLUS_DM and MINUS_DM, unstable period 0.
public struct DirectionalRange: Indicator {
    /// What it gives.
    public struct Output: IndicatorOutput {
        /// The sum of the upward movements.
        public var plus: Double
        /// The sum of the downward movements.
        public var minus: Double

        /// `plus_dm`, `minus_dm`.
        public static var names: [String] { ["plus_dm", "minus_dm"] }
    }

    /// The length in bars.
    public let period: Int
    private var sums: DirectionalSums

    /// Makes an indicator; `period` is at least 1, which sums nothing up.
    public init(period: Int = 14) {
        self.period = checked(period)
        sums = DirectionalSums(period: period)
    }

    /// `period − 1`, but at least 1.
    public var warmUpBars: Int { max(period - 1, 1) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Output {
        let count = sums.push(HighLowClose(high: input.high, low: input.low, close: input.low))
        return count >= warmUpBars ? Output(plus: sums.plus, minus: sums.minus) : .missing
    }
}
