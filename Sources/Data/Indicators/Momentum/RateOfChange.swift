/// 100 (x[t] / x[t − period] − 1).
///
/// - Units: percent.
/// - Missing: zero where the earlier value is zero, as in TA-Lib.
/// - Source: TA-Lib ROC.
public struct RateOfChange: Indicator {
    /// How many inputs the change spans.
    public let period: Int
    private var delay: Delay

    /// Makes a change over at least 1 input.
    public init(period: Int = 10) {
        self.period = checked(period)
        delay = Delay(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let earlier = delay.push(input, window)
        return earlier == 0 ? 0 : (input / earlier - 1) * 100
    }
}
