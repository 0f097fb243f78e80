/// 100 × (fast EMA − slow EMA) / slow EMA (PPO).
///
/// - Units: percent.
/// - Missing: zero where the slow average is below 1e-14, as in TA-Lib.
/// - Source: TA-Lib PPO; each average has its own seed, unlike in ``MACD``. The longer one is the slow one, in whatever
///   order they are given.
public struct PercentagePriceOscillator: AverageOscillator {
    var averages: AverageSpread<ExponentialMovingAverage>

    /// Makes an oscillator of EMAs; both lengths are at least 2.
    public init(fast: Int = 12, slow: Int = 26) { averages = AverageSpread(fast: fast, slow: slow) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double { averages.percent(input, window) }
}

/// ``PercentagePriceOscillator`` with averages of any kind.
///
/// - Units: as there.
public struct AveragedPercentagePriceOscillator: AverageOscillator {
    var averages: AverageSpread<MovingAverage>

    /// Makes an oscillator of averages of a kind, the usual one being exponential; both lengths are at least 2.
    public init(fast: Int = 12, slow: Int = 26, average: MovingAverageKind = .usual) {
        averages = AverageSpread(fast: fast, slow: slow, average)
    }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double { averages.percent(input, window) }
}
