/// Wilder's directional indicators, +DI and −DI: the smoothed directional movements in percent of the true range.
///
/// - Units: 0 to 100; with a period of 1, as in TA-Lib, 0 to 1.
/// - Missing: zero where the true range is zero.
/// - Source: Wilder 1978; TA-Lib PLUS_DI and MINUS_DI, unstable period 0. ``DirectionalMovement`` gives them too.
public struct DirectionalIndicators: Indicator {
    /// What it gives.
    public struct Output: IndicatorOutput {
        /// +DI.
        public var plus: Double
        /// −DI.
        public var minus: Double

        /// `plus_di`, `minus_di`.
        public static var names: [String] { ["plus_di", "minus_di"] }
    }

    /// The length in bars.
    public let period: Int
    private var sums: DirectionalSums
    private let whole: Double

    /// Makes an indicator; `period` is at least 1, which sums nothing up.
    public init(period: Int = 14) {
        self.period = checked(period)
        sums = DirectionalSums(period: period)
        whole = period == 1 ? 1 : 100
    }

    /// `period`.
    public var warmUpBars: Int { period }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        guard sums.push(input) == period else { return .missing }
        let scale = sums.range == 0 ? 0 : whole / sums.range
        return Output(plus: sums.plus * scale, minus: sums.minus * scale)
    }
}
