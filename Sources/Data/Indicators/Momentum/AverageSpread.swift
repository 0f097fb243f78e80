/// A faster and a slower moving average of the same values, each from the first value on.
struct AverageSpread<Average: Indicator>: BitwiseCopyable, Sendable
where Average.Input == Double, Average.Output == Double {
    private var fast: Average
    private var slow: Average

    /// Puts two averages together, whichever is the slower.
    init(_ first: Average, _ second: Average) {
        let isOrdered = first.warmUpBars <= second.warmUpBars
        fast = isOrdered ? first : second
        slow = isOrdered ? second : first
    }

    /// That of the slower average.
    var warmUpBars: Int { slow.warmUpBars }
    /// The room of both.
    var windowCount: Int { fast.windowCount + slow.windowCount }

    /// Writes what the memory must hold before the first value.
    func prepare(_ window: WindowMemory) {
        fast.prepare(window.part(at: 0, fast.windowCount))
        slow.prepare(window.part(at: fast.windowCount, slow.windowCount))
    }

    /// Takes a value; NaN for an average that is warming up.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> (quick: Double, calm: Double) {
        let quick = fast.step(value, window.part(at: 0, fast.windowCount))
        return (quick, slow.step(value, window.part(at: fast.windowCount, slow.windowCount)))
    }

    /// The faster less the slower average.
    @inline(__always)
    mutating func difference(_ value: Double, _ window: WindowMemory) -> Double {
        let (quick, calm) = push(value, window)
        return quick - calm
    }

    /// The difference of the averages in percent of the slower one; zero where that is, as in TA-Lib, below 1e-14.
    @inline(__always)
    mutating func percent(_ value: Double, _ window: WindowMemory) -> Double {
        let (quick, calm) = push(value, window)
        return calm.magnitude < 1e-14 ? 0 : (quick - calm) / calm * 100
    }
}

extension AverageSpread<ExponentialMovingAverage> {
    /// Two EMAs of at least 2 values.
    init(fast: Int, slow: Int) {
        self.init(
            ExponentialMovingAverage(period: checked(fast, from: 2)),
            ExponentialMovingAverage(period: checked(slow, from: 2)))
    }
}

extension AverageSpread<MovingAverage> {
    /// Two averages of a kind, of at least 2 values, ordered by their lengths.
    init(fast: Int, slow: Int, _ kind: MovingAverageKind) {
        let kind = kind.resolved(.exponential)
        self.init(
            MovingAverage(kind, period: checked(min(fast, slow), from: 2)),
            MovingAverage(kind, period: max(fast, slow)))
    }
}
