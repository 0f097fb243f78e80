/// Williams' accelerator oscillator (AC): the awesome oscillator less its mean over `signal` bars.
///
/// - Units: price.
/// - Source: Bill Williams, New Trading Dimensions, 1998; TA-Lib AC.
public struct AcceleratorOscillator: Indicator {
    /// The length of the mean.
    public let signal: Int
    private var oscillator: AwesomeOscillator
    private var sum: RollingSum
    private let perSignal: Double

    /// Makes an indicator; every length is at least 2.
    public init(fast: Int = 5, slow: Int = 34, signal: Int = 5) {
        self.signal = checked(signal, from: 2)
        oscillator = AwesomeOscillator(fast: fast, slow: slow)
        sum = RollingSum(period: signal, at: oscillator.windowCount)
        perSignal = 1 / Double(signal)
    }

    /// That of the awesome oscillator and `signal − 1`.
    public var warmUpBars: Int { oscillator.warmUpBars + signal - 1 }
    /// The room of its windows.
    public var windowCount: Int { oscillator.windowCount + RollingSum.room(signal) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double {
        let value = oscillator.step(input, window)
        guard !value.isNaN else { return .nan }
        return value - sum.push(value, window) * perSignal
    }
}
