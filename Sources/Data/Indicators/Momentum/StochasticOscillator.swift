/// The slow stochastic: where the close stands in the range of the last bars, smoothed (k), and smoothed again (d).
///
/// - Units: 0 to 100.
/// - Missing: the raw value is zero where highest high and lowest low meet, as in TA-Lib.
/// - Source: Lane; TA-Lib STOCH with SMA for both smoothings, STOCHF where `smoothing` is 1.
public struct StochasticOscillator: Indicator {
    /// What the oscillator gives.
    public struct Output: IndicatorOutput {
        /// The smoothed raw value.
        public var k: Double
        /// The smoothed k.
        public var d: Double

        /// `k`, `d`.
        public static var names: [String] { ["k", "d"] }
    }

    /// The length of the range.
    public let period: Int
    /// The length of the first smoothing; 1 gives the fast stochastic.
    public let smoothing: Int
    /// The length of the second smoothing.
    public let signal: Int
    private var highest: RollingMaximum
    private var lowest: RollingMinimum
    private var raws: RollingSum
    private var smoothed: RollingSum

    /// Makes an oscillator; every length is at least 1.
    public init(period: Int = 5, smoothing: Int = 3, signal: Int = 3) {
        self.period = checked(period)
        self.smoothing = checked(smoothing)
        self.signal = checked(signal)
        highest = RollingMaximum(period: period)
        lowest = RollingMinimum(period: period, at: period)
        raws = RollingSum(period: smoothing, at: 2 * period)
        smoothed = RollingSum(period: signal, at: 2 * period + smoothing)
    }

    /// `period − 1 + smoothing − 1 + signal − 1`.
    public var warmUpBars: Int { period - 1 + smoothing - 1 + signal - 1 }
    /// The room of its windows.
    public var windowCount: Int { 2 * period + smoothing + signal }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        let top = highest.push(input.high, window)
        let bottom = lowest.push(input.low, window)
        let range = top - bottom
        guard !range.isNaN else { return .missing }
        let raw = range == 0 ? 0 : 100 * ((input.close - bottom) / range)
        let k = raws.push(raw, window) / Double(smoothing)
        guard !k.isNaN else { return .missing }
        let d = smoothed.push(k, window) / Double(signal)
        return d.isNaN ? .missing : Output(k: k, d: d)
    }
}
