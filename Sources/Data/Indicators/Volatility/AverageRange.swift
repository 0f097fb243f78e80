/// The mean range, high less low, of the last `period` bars (ADR): without the gaps that ``AverageTrueRange`` counts.
///
/// - Units: price.
/// - Source: TA-Lib ADR.
public struct AverageRange: Indicator {
    /// The length in bars.
    public let period: Int
    private var sum: RollingSum
    private let perCount: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 14) {
        self.period = checked(period)
        sum = RollingSum(period: period)
        perCount = 1 / Double(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double {
        sum.push(input.high - input.low, window) * perCount
    }
}
