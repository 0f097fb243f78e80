/// Coppock's curve: a linearly weighted average of the sum of two rates of change.
///
/// - Units: percent.
/// - Missing: a rate of change counts as zero where the earlier value is zero.
/// - Source: Coppock 1962; TA-Lib COPPOCK.
public struct CoppockCurve: Indicator {
    private var first: RateOfChange
    private var second: RateOfChange
    private var average: WeightedMovingAverage

    /// Makes a curve; every length is at least 1.
    public init(period: Int = 10, first: Int = 11, second: Int = 14) {
        self.first = RateOfChange(period: first)
        self.second = RateOfChange(period: second)
        average = WeightedMovingAverage(period: period)
    }

    /// The longer rate of change and `period − 1`.
    public var warmUpBars: Int { max(first.period, second.period) + average.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { first.windowCount + second.windowCount + average.windowCount }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let both = first.windowCount + second.windowCount
        let rate = first.step(input, window.part(at: 0, first.windowCount))
        let sum = rate + second.step(input, window.part(at: first.windowCount, second.windowCount))
        return sum.isNaN ? .nan : average.step(sum, window.part(at: both, average.windowCount))
    }
}
