/// Chaikin's volatility (CVI): the change over `rate_period` bars of an EMA of the range, in percent.
///
/// - Units: percent.
/// - Missing: zero where the earlier average is zero.
/// - Source: TA-Lib CVI.
public struct ChaikinVolatility: Indicator {
    private var average: ExponentialAverage
    private var delay: Delay

    /// Makes an indicator; `period` is at least 2, `ratePeriod` at least 1.
    public init(period: Int = 10, ratePeriod: Int = 10) {
        average = .standard(checked(period, from: 2))
        delay = Delay(period: checked(ratePeriod))
    }

    /// `period − 1 + ratePeriod`.
    public var warmUpBars: Int { average.period - 1 + delay.period }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(delay.period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double {
        let mean = average.push(input.high - input.low)
        guard !mean.isNaN else { return .nan }
        let earlier = delay.push(mean, window)
        return 100 * ratio(mean - earlier, to: earlier)
    }
}
