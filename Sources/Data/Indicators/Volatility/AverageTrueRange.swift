/// Wilder's average true range (ATR).
///
/// - Units: price.
/// - Source: Wilder 1978; TA-Lib ATR, unstable period 0.
public struct AverageTrueRange: Indicator {
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
        return range.isNaN ? .nan : average.push(range)
    }
}
