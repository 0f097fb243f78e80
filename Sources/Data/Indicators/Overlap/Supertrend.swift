/// A line that follows the price at a distance of average true ranges: below it in an up-trend, above it in a down-trend.
///
/// The distance is taken from the middle of the bar. Each line only comes nearer until a close goes through it.
///
/// - Units: price for the line; 1 (up) or −1 (down) for the trend.
/// - As of: the first trend is up by convention, as nothing is known yet.
/// - Source: Seban; TA-Lib SUPERTREND.
public struct Supertrend: Indicator {
    /// What the indicator gives.
    public struct Output: IndicatorOutput {
        /// The line of the trend.
        public var line: Double
        /// 1 or −1.
        public var trend: Double

        /// `line`, `trend`.
        public static var names: [String] { ["line", "trend"] }
    }

    /// The length of the average true range in bars.
    public let period: Int
    /// How many average true ranges the lines lie off the middle of the bar.
    public let multiplier: Double
    private var range: AverageTrueRange
    private var upper = Double.infinity
    private var lower = -Double.infinity
    private var previousClose = 0.0
    private var trend = 0.0

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 10, multiplier: Double = 3) {
        self.period = checked(period)
        self.multiplier = multiplier
        range = AverageTrueRange(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        let distance = multiplier * range.step(input, window)
        guard !distance.isNaN else { return .missing }
        let middle = (input.high + input.low) / 2
        let above = middle + distance
        let below = middle - distance
        // Choices, not branches: which way they go can hardly be foreseen.
        let isUpperFree = previousClose > upper
        let isLowerFree = previousClose < lower
        upper = isUpperFree ? above : min(above, upper)
        lower = isLowerFree ? below : max(below, lower)
        previousClose = input.close
        let ifUp = input.close < lower ? -1.0 : 1.0
        let ifDown = input.close > upper ? 1.0 : -1.0
        let isFirst = trend == 0
        trend = trend > 0 ? ifUp : ifDown
        trend = isFirst ? 1 : trend
        return Output(line: trend > 0 ? lower : upper, trend: trend)
    }
}
