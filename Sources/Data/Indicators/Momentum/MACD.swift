/// What a moving average convergence and divergence gives.
public struct MACDOutput: IndicatorOutput {
    /// Fast less slow average.
    public var line: Double
    /// The average of the line.
    public var signal: Double
    /// Line less signal.
    public var histogram: Double

    /// `line`, `signal`, `histogram`.
    public static var names: [String] { ["line", "signal", "histogram"] }
}

/// Moving average convergence and divergence (MACD): a fast less a slow EMA, an EMA of that, and the difference.
///
/// - Units: those of the input.
/// - Source: Appel 1979; TA-Lib MACD: both averages start together, the fast one seeded by the mean of the `fast` values
///   that end where the slow one's seed ends. The longer one is the slow one, in whatever order they are given.
public struct MACD: Indicator {
    /// The length of the fast average.
    public let fast: Int
    /// The length of the slow average.
    public let slow: Int
    /// The length of the signal's average.
    public let signal: Int
    private var fastAverage: ExponentialAverage
    private var slowAverage: ExponentialAverage
    private var skip: Int
    private var smoothed: ExponentialAverage

    /// Makes an indicator; `fast` and `slow` are at least 2, `signal` at least 1.
    public init(fast: Int = 12, slow: Int = 26, signal: Int = 9) {
        self.fast = checked(min(fast, slow), from: 2)
        self.slow = max(fast, slow)
        self.signal = checked(signal)
        fastAverage = .standard(self.fast)
        slowAverage = .standard(self.slow)
        skip = self.slow - self.fast
        smoothed = .standard(signal)
    }

    /// Makes the indicator of the fixed weights 0.15 and 0.075, which were in use before periods were (TA-Lib MACDFIX).
    public init(fixedSignal signal: Int) {
        self.init(signal: signal)
        fastAverage = ExponentialAverage(period: fast, weight: 0.15)
        slowAverage = ExponentialAverage(period: slow, weight: 0.075)
    }

    /// `slow − 1 + signal − 1`.
    public var warmUpBars: Int { slow - 1 + signal - 1 }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> MACDOutput {
        let calm = slowAverage.push(input)
        guard skip == 0 else {
            skip -= 1
            return .missing
        }
        let line = fastAverage.push(input) - calm
        guard !line.isNaN else { return .missing }
        let average = smoothed.push(line)
        return average.isNaN ? .missing : MACDOutput(line: line, signal: average, histogram: line - average)
    }
}
