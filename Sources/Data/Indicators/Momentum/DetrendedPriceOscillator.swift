/// The detrended price oscillator (DPO): the value `period / 2 + 1` inputs ago less the mean of the last `period`.
///
/// It is given where it is known: nothing later than its own row is in it. Charts that draw it half a period earlier
/// show it before its mean is complete.
///
/// - Units: those of the input.
/// - Source: TA-Lib DPO.
public struct DetrendedPriceOscillator: Indicator {
    /// The length in inputs.
    public let period: Int
    private var delay: Delay
    private var sum: RollingSum
    private let perCount: Double

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 20) {
        self.period = checked(period, from: 2)
        delay = Delay(period: period / 2 + 1)
        sum = RollingSum(period: period, at: Delay.room(period / 2 + 1))
        perCount = 1 / Double(period)
    }

    /// `period − 1`; 2 for a period of 2.
    public var warmUpBars: Int { max(period - 1, period / 2 + 1) }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(period / 2 + 1) + RollingSum.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        delay.push(input, window) - sum.push(input, window) * perCount
    }
}
