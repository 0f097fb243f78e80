/// Blau's stochastic momentum index (SMI): the close's distance from the middle of the range, twice smoothed, in percent
/// of half the range, twice smoothed; and an EMA of that.
///
/// - Units: −100 to 100.
/// - Missing: zero where no bar had a range.
/// - Source: Blau 1993; TA-Lib SMI.
public struct StochasticMomentumIndex: Indicator {
    /// What it gives.
    public struct Output: IndicatorOutput {
        /// The index.
        public var line: Double
        /// Its average.
        public var signal: Double

        /// `line`, `signal`.
        public static var names: [String] { ["line", "signal"] }
    }

    private var range: RollingRange
    private var slowMeans: ExponentialAveragePair
    private var fastMeans: ExponentialAveragePair
    private var average: ExponentialAverage

    /// Makes an indicator; every length is at least 2.
    public init(period: Int = 13, fast: Int = 2, slow: Int = 25, signal: Int = 9) {
        range = RollingRange(period: checked(period, from: 2))
        slowMeans = .standard(checked(slow, from: 2))
        fastMeans = .standard(checked(fast, from: 2))
        average = .standard(checked(signal, from: 2))
    }

    /// The four lengths, each less 1.
    public var warmUpBars: Int { range.period + slowMeans.period + fastMeans.period + average.period - 4 }
    /// The room of its windows.
    public var windowCount: Int { RollingRange.room(range.period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        let extremes = range.push(input.high, input.low, window)
        guard !extremes.top.isNaN else { return .missing }
        let distance = input.close - 0.5 * (extremes.top + extremes.bottom)
        guard slowMeans.push(distance, extremes.top - extremes.bottom),
            fastMeans.push(slowMeans.first, slowMeans.second)
        else { return .missing }
        let line = 200 * ratio(fastMeans.first, to: fastMeans.second)
        let mean = average.push(line)
        return mean.isNaN ? .missing : Output(line: line, signal: mean)
    }
}
