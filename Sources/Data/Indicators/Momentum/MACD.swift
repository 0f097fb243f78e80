/// Moving average convergence and divergence (MACD): a fast less a slow EMA, an EMA of that, and the difference.
///
/// - Units: those of the input.
/// - Source: Appel 1979; TA-Lib MACD: both averages start together, the fast one seeded by the mean of the `fast` values
///   that end where the slow one's seed ends.
public struct MACD: Indicator {
    /// What MACD gives.
    public struct Output: IndicatorOutput {
        /// Fast less slow average.
        public var line: Double
        /// The average of the line.
        public var signal: Double
        /// Line less signal.
        public var histogram: Double

        /// `line`, `signal`, `histogram`.
        public static var names: [String] { ["line", "signal", "histogram"] }
    }

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

    /// Makes an indicator; `fast` is at least 2 and below `slow`.
    public init(fast: Int = 12, slow: Int = 26, signal: Int = 9) {
        self.fast = fast
        self.slow = slow
        self.signal = checked(signal)
        precondition(fast < slow, "the fast period must be below the slow one, were \(fast) and \(slow)")
        fastAverage = .standard(checked(fast, from: 2))
        slowAverage = .standard(slow)
        skip = slow - fast
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
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        let calm = slowAverage.push(input)
        guard skip == 0 else {
            skip -= 1
            return .missing
        }
        let line = fastAverage.push(input) - calm
        guard !line.isNaN else { return .missing }
        let average = smoothed.push(line)
        return average.isNaN ? .missing : Output(line: line, signal: average, histogram: line - average)
    }
}
