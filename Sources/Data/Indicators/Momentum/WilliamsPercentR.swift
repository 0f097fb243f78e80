/// Williams' %R: how far the close stands below the highest high of the last `period` bars, in parts of their range.
///
/// - Units: −100 (at the low) to 0 (at the high).
/// - Missing: zero where the range is zero.
/// - Source: Larry Williams 1979; TA-Lib WILLR.
public struct WilliamsPercentR: Indicator {
    /// The length in bars.
    public let period: Int
    private var range: RollingRange

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        range = RollingRange(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingRange.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let extremes = range.push(input.high, input.low, window)
        return -100 * ratio(extremes.top - input.close, to: extremes.top - extremes.bottom)
    }
}
