/// What a stochastic gives.
public struct StochasticOutput: IndicatorOutput {
    /// Where the close stands in the range, smoothed or not.
    public var k: Double
    /// The smoothed k.
    public var d: Double

    /// `k`, `d`.
    public static var names: [String] { ["k", "d"] }
}

/// The stochastic: where the close stands in the range of the last bars, smoothed (k), and smoothed again (d).
///
/// The slow stochastic smooths twice, the fast one (`First` is ``Unsmoothed``) once.
///
/// - Units: 0 to 100.
/// - Missing: the raw value is zero where highest high and lowest low meet, to within 1e-14 of them, as in TA-Lib.
/// - Source: Lane; TA-Lib STOCH and STOCHF.
public struct StochasticOscillator<First: Indicator, Second: Indicator>: Indicator
where First.Input == Double, First.Output == Double, Second.Input == Double, Second.Output == Double {
    private var range: RollingRange
    private var first: First
    private var second: Second

    /// Makes an oscillator of a range over at least 1 bar and two averages.
    public init(period: Int, first: First, second: Second) {
        range = RollingRange(period: checked(period))
        self.first = first
        self.second = second
    }

    /// `period − 1` and the look-backs of the averages.
    public var warmUpBars: Int { range.period - 1 + first.warmUpBars + second.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { RollingRange.room(range.period) + first.windowCount + second.windowCount }

    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) {
        first.prepare(firstPart(window))
        second.prepare(secondPart(window))
    }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> StochasticOutput {
        let (top, bottom) = range.push(input.high, input.low, window)
        guard !top.isNaN else { return .missing }
        let width = top - bottom
        let isFlat = width <= 1e-14 * (top.magnitude + bottom.magnitude)
        let raw = isFlat ? 0 : 100 * ((input.close - bottom) / width)
        let k = first.step(raw, firstPart(window))
        guard !k.isNaN else { return .missing }
        let d = second.step(k, secondPart(window))
        return d.isNaN ? .missing : StochasticOutput(k: k, d: d)
    }

    @inline(__always)
    private func firstPart(_ window: WindowMemory) -> WindowMemory {
        window.part(at: RollingRange.room(range.period), first.windowCount)
    }

    @inline(__always)
    private func secondPart(_ window: WindowMemory) -> WindowMemory {
        window.part(at: RollingRange.room(range.period) + first.windowCount, second.windowCount)
    }
}

extension StochasticOscillator<SimpleMovingAverage, SimpleMovingAverage> {
    /// Makes a slow stochastic smoothed by plain means; every length is at least 1.
    public init(period: Int = 5, smoothing: Int = 3, signal: Int = 3) {
        self.init(
            period: period, first: SimpleMovingAverage(period: smoothing), second: SimpleMovingAverage(period: signal))
    }
}

extension StochasticOscillator<Unsmoothed, SimpleMovingAverage> {
    /// Makes a fast stochastic smoothed by a plain mean; both lengths are at least 1.
    public init(fastPeriod period: Int, signal: Int = 3) {
        self.init(period: period, first: Unsmoothed(), second: SimpleMovingAverage(period: signal))
    }
}
