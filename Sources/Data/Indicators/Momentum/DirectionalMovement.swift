/// Wilder's directional movement: +DI, −DI, their difference, and the average directional index (ADX).
///
/// - Units: 0 to 100; −100 to 100 for the difference.
/// - Missing: both indicators are zero where the true range is zero; the ADX stays as it was where they are both zero.
/// - Source: Wilder 1978; TA-Lib PLUS_DI, MINUS_DI and ADX, unstable period 0.
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
        public var index: Double

        /// `plus_di`, `minus_di`, `di_difference`, `adx`.
        public static var names: [String] { ["plus_di", "minus_di", "di_difference", "adx"] }
    }

    /// The length in bars.
    public let period: Int
    private let keep: Double
    private var previous = HighLowClose(high: .nan, low: .nan, close: .nan)
    private var seen = 0
    private var plusSum = 0.0
    private var minusSum = 0.0
    private var rangeSum = 0.0
    private var index = 0.0

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        keep = 1 - 1 / Double(period)
    }

    /// `2 period − 1`.
    public var warmUpBars: Int { 2 * period - 1 }
    /// `period` for the indicators, `2 period − 1` for the ADX.
    public var outputWarmUpBars: [Int] { [period, period, period, 2 * period - 1] }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        let last = previous
        previous = input
        guard !last.close.isNaN else { return .missing }
        let up = input.high - last.high
        let down = last.low - input.low
        let fade = seen < period - 1 ? 1 : keep
        // Two selections each, not a condition with `&&`: nothing predicts the branch that would make.
        let rise = up > 0 ? up : 0
        let fall = down > 0 ? down : 0
        plusSum = plusSum * fade + (up > down ? rise : 0)
        minusSum = minusSum * fade + (down > up ? fall : 0)
        rangeSum = rangeSum * fade + DirectionalMovement.trueRange(input, last.close)
        if seen < 2 * period { seen += 1 }
        return seen < period ? .missing : conclude()
    }

    @inline(__always)
    private mutating func conclude() -> Output {
        let scale = rangeSum == 0 ? 0 : 100 / rangeSum
        let plus = plusSum * scale
        let minus = minusSum * scale
        let total = plus + minus
        if total != 0 {
            let strength = 100 * ((plus - minus).magnitude / total)
            index = seen < 2 * period ? index + strength : index * keep + strength * (1 - keep)
        }
        if seen == 2 * period - 1 { index /= Double(period) }
        let isWarm = seen >= 2 * period - 1
        return Output(plus: plus, minus: minus, difference: plus - minus, index: isWarm ? index : .nan)
    }

    @inline(__always)
    private static func trueRange(_ bar: HighLowClose, _ close: Double) -> Double {
        let range = bar.high - bar.low
        let up = (bar.high - close).magnitude
        let down = (bar.low - close).magnitude
        let gap = up > down ? up : down
        return range > gap ? range : gap
    }
}
