/// The average true range in percent of the close (NATR).
///
/// - Units: percent.
/// - Missing: zero where the close is zero, as in TA-Lib; which, with a period of 1, gives the true range itself.
/// - Source: TA-Lib NATR, unstable period 0.
public struct NormalizedAverageTrueRange: Indicator {
    /// The length in inputs.
    public let period: Int
    private var average: ExponentialAverage
    private var trueRange = TrueRange()

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 14) {
        self.period = checked(period, from: 1)
        average = .wilder(period)
    }

    /// `period`.
    public var warmUpBars: Int { period }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let range = trueRange.step(input, window)
        guard !range.isNaN else { return .nan }
        let mean = average.push(range)
        guard period > 1 else { return mean }
        return input.close == 0 ? mean * 0 : mean / input.close * 100
    }
}
