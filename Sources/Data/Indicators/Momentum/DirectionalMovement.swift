/// Wilder's directional movement: +DI, −DI, their difference, the average directional index (ADX), and the index (DX).
///
/// - Units: 0 to 100; −100 to 100 for the difference; with a period of 1 both indicators, as in TA-Lib, 0 to 1.
/// - Missing: both indicators are zero where the true range is zero; DX and ADX stay as they were where both are zero.
/// - Source: Wilder 1978; TA-Lib PLUS_DI, MINUS_DI, ADX and DX, unstable period 0.
public struct DirectionalMovement: Indicator {
    /// What directional movement gives.
    public struct Output: IndicatorOutput {
        /// +DI.
        public var plus: Double
        /// −DI.
        public var minus: Double
        /// +DI less −DI.
        public var difference: Double
        /// The average directional index.
        public var average: Double
        /// The directional index.
        public var index: Double

        /// `plus_di`, `minus_di`, `di_difference`, `adx`, `dx`.
        public static var names: [String] { ["plus_di", "minus_di", "di_difference", "adx", "dx"] }
    }

    /// The length in bars.
    public let period: Int
    private var sums: DirectionalSums
    private var average: DirectionalAverage
    private var index = 0.0
    private let whole: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 14) {
        self.period = checked(period, from: 1)
        sums = DirectionalSums(period: period)
        average = DirectionalAverage(period: period)
        whole = period == 1 ? 1 : 100
    }

    /// `2 period − 1`.
    public var warmUpBars: Int { 2 * period - 1 }
    /// `period`; `2 period − 1` for the ADX.
    public var outputWarmUpBars: [Int] { [period, period, period, 2 * period - 1, period] }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        guard sums.push(input) == period else { return .missing }
        let scale = sums.range == 0 ? 0 : whole / sums.range
        let plus = sums.plus * scale
        let minus = sums.minus * scale
        let total = plus + minus
        // TA-Lib's bound, in percent.
        let isNone = total < 1e-14
        index = isNone ? index : 100 * ((plus - minus).magnitude / total)
        let mean = average.push(index, isNone: isNone)
        return Output(plus: plus, minus: minus, difference: plus - minus, average: mean, index: index)
    }
}
