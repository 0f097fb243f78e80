/// What a stochastic gives.
public struct StochasticOutput: IndicatorOutput {
    /// Where the close stands in the range, smoothed or not.
    public var k: Double
    /// The smoothed k.
    public var d: Double

    /// `k`, `d`.
    public static var names: [String] { ["k", "d"] }
}

/// Where the close stands in the range of the last bars, smoothed by one average (k), and again by another (d).
struct StochasticLine<First: Indicator, Second: Indicator>: BitwiseCopyable, Sendable
where First.Input == Double, First.Output == Double, Second.Input == Double, Second.Output == Double {
    private var range: RollingRange
    private var first: First
    private var second: Second

    /// Makes a line of a range over at least 1 bar and two averages.
    init(period: Int, first: First, second: Second) {
        range = RollingRange(period: checked(period))
        self.first = first
        self.second = second
    }

    /// `period − 1` and the look-backs of the averages.
    var warmUpBars: Int { range.period - 1 + first.warmUpBars + second.warmUpBars }
    /// The room of the windows.
    var windowCount: Int { RollingRange.room(range.period) + first.windowCount + second.windowCount }

    /// Writes what the memory must hold before the first bar.
    func prepare(_ window: WindowMemory) {
        first.prepare(firstPart(window))
        second.prepare(secondPart(window))
    }

    /// Takes a bar.
    @inline(__always)
    mutating func push(_ bar: HighLowClose, _ window: WindowMemory) -> StochasticOutput {
        let extremes = range.push(bar.high, bar.low, window)
        guard !extremes.top.isNaN else { return .missing }
        let width = extremes.top - extremes.bottom
        let isFlat = width <= 1e-14 * (extremes.top.magnitude + extremes.bottom.magnitude)
        let raw = isFlat ? 0 : 100 * ((bar.close - extremes.bottom) / width)
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
