/// MACD with a kind of moving average for each of its three (MACDEXT).
///
/// - Units: those of the input.
/// - Source: TA-Lib MACDEXT: the average with the shorter look-back starts late, so that both give their first value
///   together. The longer period, with its kind, is the slow one, in whatever order they are given.
public struct ExtendedMACD: Indicator {
    /// An average of a kind over a number of inputs.
    public typealias Choice = (period: Int, kind: MovingAverageKind)

    private var fast: MovingAverage
    private var slow: MovingAverage
    private var signal: MovingAverage
    private var fastSkip: Int
    private var slowSkip: Int

    /// Makes an indicator; the first two periods are at least 2, the third at least 1.
    public init(fast: Choice, slow: Choice, signal: Choice) {
        let (quick, calm) = slow.period < fast.period ? (slow, fast) : (fast, slow)
        self.fast = MovingAverage(quick.kind, period: checked(quick.period, from: 2))
        self.slow = MovingAverage(calm.kind, period: calm.period)
        self.signal = MovingAverage(signal.kind, period: signal.period)
        fastSkip = max(0, self.slow.warmUpBars - self.fast.warmUpBars)
        slowSkip = max(0, self.fast.warmUpBars - self.slow.warmUpBars)
    }

    /// The longer look-back of the two averages and that of the signal's.
    public var warmUpBars: Int { fastSkip + slowSkip + min(fast.warmUpBars, slow.warmUpBars) + signal.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { fast.windowCount + slow.windowCount + signal.windowCount }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> MACDOutput {
        var line = Double.nan
        if fastSkip == 0, slowSkip == 0 {
            let quick = fast.step(input, window.part(at: 0, fast.windowCount))
            line = quick - slow.step(input, window.part(at: fast.windowCount, slow.windowCount))
        } else {
            begin(input, window)
        }
        guard !line.isNaN else { return .missing }
        let both = fast.windowCount + slow.windowCount
        let average = signal.step(line, window.part(at: both, signal.windowCount))
        return average.isNaN ? .missing : MACDOutput(line: line, signal: average, histogram: line - average)
    }

    /// Takes a value while one of the averages has not started.
    @inline(never)
    private mutating func begin(_ input: Double, _ window: WindowMemory) {
        if fastSkip > 0 {
            fastSkip -= 1
            _ = slow.step(input, window.part(at: fast.windowCount, slow.windowCount))
        } else {
            slowSkip -= 1
            _ = fast.step(input, window.part(at: 0, fast.windowCount))
        }
    }
}
