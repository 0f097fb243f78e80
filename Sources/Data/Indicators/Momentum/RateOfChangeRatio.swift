/// x[t] / x[t − period], times a scale (ROCR; ROCR100 where the scale is 100).
///
/// - Units: a ratio; 1, or the scale, where nothing has changed.
/// - Missing: zero where the earlier value is zero, as in TA-Lib.
/// - Source: TA-Lib ROCR and ROCR100.
public struct RateOfChangeRatio: Indicator {
    /// How many inputs the change spans.
    public let period: Int
    /// What no change gives.
    public let scale: Double
    private var delay: Delay

    /// Makes a ratio over at least 1 input.
    public init(period: Int = 10, scale: Double = 1) {
        self.period = checked(period)
        self.scale = scale
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
        return earlier == 0 ? 0 : input / earlier * scale
    }
}
