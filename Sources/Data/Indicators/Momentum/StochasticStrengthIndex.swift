/// The stochastic of the relative strength index (STOCHRSI): where the RSI stands in its own range, and that smoothed.
///
/// - Units: 0 to 100.
/// - Missing: zero where the RSI stands still.
/// - Source: Chande and Kroll 1994; TA-Lib STOCHRSI (0.8: a standstill is told from rounding).
public struct StochasticStrengthIndex: Indicator {
    private var strength: RelativeStrengthIndex
    private var line: StochasticLine<Unsmoothed, SimpleMovingAverage>

    /// Makes an index; `period` is at least 2, the others at least 1.
    public init(period: Int = 14, range: Int = 5, signal: Int = 3) {
        strength = RelativeStrengthIndex(period: period)
        line = StochasticLine(period: range, first: Unsmoothed(), second: SimpleMovingAverage(period: signal))
    }

    /// That of the RSI and of the stochastic.
    public var warmUpBars: Int { strength.warmUpBars + line.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { line.windowCount }
    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) { line.prepare(window) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> StochasticOutput {
        let value = strength.step(input, window)
        guard !value.isNaN else { return .missing }
        return line.push(HighLowClose(high: value, low: value, close: value), window)
    }
}

/// ``StochasticStrengthIndex`` with an average of any kind.
///
/// - Units: as there.
public struct AveragedStochasticStrengthIndex: Indicator {
    private var strength: RelativeStrengthIndex
    private var line: StochasticLine<Unsmoothed, MovingAverage>

    /// Makes an index; `period` is at least 2, `range` at least 1.
    public init(period: Int, range: Int, signal: MovingAverage) {
        strength = RelativeStrengthIndex(period: period)
        line = StochasticLine(period: range, first: Unsmoothed(), second: signal)
    }

    /// That of the RSI and of the stochastic.
    public var warmUpBars: Int { strength.warmUpBars + line.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { line.windowCount }
    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) { line.prepare(window) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> StochasticOutput {
        let value = strength.step(input, window)
        guard !value.isNaN else { return .missing }
        return line.push(HighLowClose(high: value, low: value, close: value), window)
    }
}
