/// The EMA of the input pushed ahead by its own move over half the period (ZLEMA): of 2x − x[t − ⌊(period − 1) / 2⌋].
///
/// - Units: those of the input.
/// - Source: Ehlers and Way 2010; TA-Lib ZLEMA, unstable period 0.
public struct ZeroLagExponentialMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private let lag: Int
    private var delay: Delay
    private var average: ExponentialAverage

    /// Makes an indicator; `period` is at least 1, which gives the input itself.
    public init(period: Int = 30) {
        self.period = checked(period)
        lag = (period - 1) / 2
        delay = Delay(period: max(lag, 1))
        average = .standard(period)
    }

    /// `period − 1 + ⌊(period − 1) / 2⌋`.
    public var warmUpBars: Int { period - 1 + lag }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(max(lag, 1)) }
    /// Yes, as the average is.
    public var isChained: Bool { true }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        guard lag > 0 else { return average.push(input) }
        let before = delay.push(input, window)
        return before.isNaN ? .nan : average.push(2 * input - before)
    }
}
