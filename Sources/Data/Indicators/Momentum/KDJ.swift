/// KDJ: a slow stochastic smoothed by Wilder's averages, and j = 3 k − 2 d.
///
/// - Units: 0 to 100 for k and d; j goes beyond.
/// - Source: TA-Lib KDJ.
public struct KDJ: Indicator {
    /// What KDJ gives.
    public struct Output: IndicatorOutput {
        /// The smoothed raw value.
        public var k: Double
        /// The smoothed k.
        public var d: Double
        /// 3 k − 2 d.
        public var j: Double

        /// `k`, `d`, `j`.
        public static var names: [String] { ["k", "d", "j"] }
    }

    private var stochastic: StochasticLine<MovingAverage, MovingAverage>

    /// Makes an indicator; every length is at least 1.
    public init(
        period: Int = 9, smoothing: Int = 3, smoothingAverage: MovingAverageKind = .wilder, signal: Int = 3,
        signalAverage: MovingAverageKind = .wilder
    ) {
        stochastic = StochasticLine(
            period: period, first: MovingAverage(smoothingAverage.resolved(.wilder), period: smoothing),
            second: MovingAverage(signalAverage.resolved(.wilder), period: signal))
    }

    /// That of the stochastic.
    public var warmUpBars: Int { stochastic.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { stochastic.windowCount }
    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) { stochastic.prepare(window) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        let now = stochastic.push(input, window)
        return Output(k: now.k, d: now.d, j: 3 * now.k - 2 * now.d)
    }
}
