/// The vortex indicator: how far highs reach from the low before, and lows from the high before, in true ranges.
///
/// - Units: ratios about 1.
/// - Missing: zero where the true range of the window is zero.
/// - Source: Botes and Siepman 2010; TA-Lib VORTEX.
public struct Vortex: Indicator {
    /// What the vortex gives.
    public struct Output: IndicatorOutput {
        /// The upward movement.
        public var plus: Double
        /// The downward movement.
        public var minus: Double

        /// `plus`, `minus`.
        public static var names: [String] { ["plus", "minus"] }
    }

    /// The length in bars.
    public let period: Int
    private var movements: RollingSumPair
    private var ranges: RollingSum
    private var previous = HighLowClose(high: .nan, low: .nan, close: .nan)

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 14) {
        self.period = checked(period)
        movements = RollingSumPair(period: period)
        ranges = RollingSum(period: period, at: RollingSumPair.room(period))
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingSumPair.room(period) + RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        let last = previous
        previous = input
        guard !last.close.isNaN else { return .missing }
        let sum = movements.push(
            SIMD2((input.high - last.low).magnitude, (input.low - last.high).magnitude), window)
        let range = ranges.push(trueRange(input, after: last.close), window)
        let scale = range == 0 ? 0 : 1 / range
        return Output(plus: sum.x * scale, minus: sum.y * scale)
    }
}
