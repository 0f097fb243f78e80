/// A fast less a slow moving average (APO).
///
/// - Units: those of the input.
/// - Source: TA-Lib APO; each average has its own seed, unlike in ``MACD``. The longer one is the slow one, in whatever
///   order they are given.
public struct AbsolutePriceOscillator<Average: Indicator>: Indicator
where Average.Input == Double, Average.Output == Double {
    private var averages: AverageSpread<Average>

    /// That of the slow average.
    public var warmUpBars: Int { averages.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { averages.windowCount }
    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) { averages.prepare(window) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let (quick, calm) = averages.push(input, window)
        return quick - calm
    }
}

extension AbsolutePriceOscillator<ExponentialMovingAverage> {
    /// Makes an oscillator of EMAs; both lengths are at least 2.
    public init(fast: Int = 12, slow: Int = 26) { averages = AverageSpread(fast: fast, slow: slow) }
}

extension AbsolutePriceOscillator<MovingAverage> {
    /// Makes an oscillator of averages of a kind; both lengths are at least 2.
    public init(fast: Int = 12, slow: Int = 26, average: MovingAverageKind) {
        averages = AverageSpread(fast: fast, slow: slow, average)
    }
}
