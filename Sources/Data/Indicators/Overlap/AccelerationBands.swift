/// Headley's acceleration bands: means of highs and lows, each pushed out by four times the bar's range in its middle.
///
/// - Units: price.
/// - Missing: a bar whose high and low add up to zero is not pushed.
/// - Source: Headley 2002; TA-Lib ACCBANDS.
public struct AccelerationBands: Indicator {
    /// The length in bars.
    public let period: Int
    private let perCount: Double
    private var highs: RollingSum
    private var lows: RollingSum
    private var closes: RollingSum

    /// Makes bands; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period)
        perCount = 1 / Double(period)
        highs = RollingSum(period: period)
        lows = RollingSum(period: period, at: period)
        closes = RollingSum(period: period, at: 2 * period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { 3 * RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Bands {
        let sum = input.high + input.low
        let push = sum == 0 ? 0 : 4 * (input.high - input.low) / sum
        let upper = highs.push(input.high * (1 + push), window)
        let lower = lows.push(input.low * (1 - push), window)
        let middle = closes.push(input.close, window)
        return Bands(upper: upper * perCount, middle: middle * perCount, lower: lower * perCount)
    }
}
