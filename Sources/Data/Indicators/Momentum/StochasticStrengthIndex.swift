/// The stochastic of the relative strength index (STOCHRSI): where the RSI stands in its own range, and that smoothed.
///
/// - Units: 0 to 100.
/// - Missing: zero where the RSI stands still.
/// - Source: Chande and Kroll 1994; TA-Lib STOCHRSI (0.8: a standstill is told from rounding).
public struct StochasticStrengthIndex<Average: Indicator>: Indicator
where Average.Input == Double, Average.Output == Double {
    private var strength: RelativeStrengthIndex
    private var stochastic: StochasticOscillator<Unsmoothed, Average>

    /// Makes an index of an RSI over at least 2 inputs, a range over at least 1 and an average.
    public init(period: Int, range: Int, average: Average) {
        strength = RelativeStrengthIndex(period: period)
        stochastic = StochasticOscillator(period: range, first: Unsmoothed(), second: average)
    }

    /// That of the RSI and of the stochastic.
    public var warmUpBars: Int { strength.warmUpBars + stochastic.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { stochastic.windowCount }
    /// Prepares the average.
    public func prepare(_ window: WindowMemory) { stochastic.prepare(window) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> StochasticOutput {
        let value = strength.step(input, window)
        guard !value.isNaN else { return .missing }
        return stochastic.step(HighLowClose(high: value, low: value, close: value), window)
    }
}
