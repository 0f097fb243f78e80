/// close / lowest low of the last `period` bars − 1.
///
/// - Units: fraction, at least 0 (0.1 is ten percent above the low).
/// - Missing: zero where the extreme is zero.
/// - Source: TA-Lib MIN of the lows.
public struct DistanceFromLow: Indicator {
    /// The length in inputs.
    public let period: Int
    private var lowest: RollingMinimum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period, from: 1)
        lowest = RollingMinimum(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMinimum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let extreme = lowest.push(input.low, window)
        return extreme == 0 ? 0 : input.close / extreme - 1
    }
}
