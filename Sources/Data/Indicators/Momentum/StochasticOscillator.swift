/// The slow stochastic: where the close stands in the range of the last bars, smoothed by a mean (k), and again (d).
///
/// - Units: 0 to 100.
/// - Missing: the raw value is zero where highest high and lowest low meet, to within 1e-14 of them, as in TA-Lib.
/// - Source: Lane; TA-Lib STOCH.
public struct StochasticOscillator: Indicator {
    private var line: StochasticLine<SimpleMovingAverage, SimpleMovingAverage>

    /// Makes an oscillator; every length is at least 1.
    public init(period: Int = 5, smoothing: Int = 3, signal: Int = 3) {
        line = StochasticLine(
            period: period, first: SimpleMovingAverage(period: smoothing), second: SimpleMovingAverage(period: signal))
    }

    /// `period − 1` and the look-backs of the averages.
    public var warmUpBars: Int { line.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { line.windowCount }
    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) { line.prepare(window) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> StochasticOutput {
        line.push(input, window)
    }
}

/// ``StochasticOscillator`` with averages of any kind.
///
/// - Units: as there.
public struct AveragedStochastic: Indicator {
    private var line: StochasticLine<MovingAverage, MovingAverage>

    /// Makes an oscillator; every length is at least 1.
    public init(period: Int, smoothing: MovingAverage, signal: MovingAverage) {
        line = StochasticLine(period: period, first: smoothing, second: signal)
    }

    /// `period − 1` and the look-backs of the averages.
    public var warmUpBars: Int { line.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { line.windowCount }
    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) { line.prepare(window) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> StochasticOutput {
        line.push(input, window)
    }
}
