/// The fast stochastic: where the close stands in the range of the last bars (k), and that smoothed by a mean (d).
///
/// - Units: 0 to 100.
/// - Missing: as in ``StochasticOscillator``.
/// - Source: Lane; TA-Lib STOCHF.
public struct FastStochastic: Indicator {
    private var line: StochasticLine<Unsmoothed, SimpleMovingAverage>

    /// Makes an oscillator; both lengths are at least 1.
    public init(period: Int = 5, signal: Int = 3) {
        line = StochasticLine(period: period, first: Unsmoothed(), second: SimpleMovingAverage(period: signal))
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

/// ``FastStochastic`` with an average of any kind.
///
/// - Units: as there.
public struct AveragedFastStochastic: Indicator {
    private var line: StochasticLine<Unsmoothed, MovingAverage>

    /// Makes an oscillator; `period` is at least 1.
    public init(period: Int, signal: MovingAverage) {
        line = StochasticLine(period: period, first: Unsmoothed(), second: signal)
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
