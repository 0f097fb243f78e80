/// 100 × (fast EMA − slow EMA) / slow EMA (PPO).
///
/// - Units: percent.
/// - Missing: zero where the slow average is zero, as in TA-Lib.
/// - Source: TA-Lib PPO with EMA as its moving average; each average has its own seed, unlike in ``MACD``.
public struct PercentagePriceOscillator: Indicator {
    /// The length of the fast average.
    public let fast: Int
    /// The length of the slow average.
    public let slow: Int
    private var fastAverage: ExponentialAverage
    private var slowAverage: ExponentialAverage

    /// Makes an indicator; `fast` is at least 2 and below `slow`.
    public init(fast: Int = 12, slow: Int = 26) {
        self.fast = fast
        self.slow = slow
        precondition(fast < slow, "the fast period must be below the slow one, were \(fast) and \(slow)")
        fastAverage = .standard(checked(fast, from: 2))
        slowAverage = .standard(slow)
    }

    /// `slow − 1`.
    public var warmUpBars: Int { slow - 1 }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let quick = fastAverage.push(input)
        let calm = slowAverage.push(input)
        return calm == 0 ? 0 : (quick - calm) / calm * 100
    }
}
