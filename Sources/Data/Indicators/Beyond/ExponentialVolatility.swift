/// RiskMetrics volatility: v[t] = decay · v[t−1] + (1 − decay) · r[t]² of log returns, seeded by the mean of the first
/// squares.
///
/// - Units: log return per bar.
/// - Missing: inputs that are not positive and finite are passed over; zero while no price has moved.
/// - Source: J.P. Morgan, RiskMetrics Technical Document, 4th edition, 1996 (decay 0.94 for daily returns).
public struct ExponentialVolatility: Indicator {
    /// What the last variance weighs.
    public let decay: Double
    /// How many squared returns make the seed.
    public let seed: Int
    private var variance: ExponentialAverage
    private var previous = Double.nan

    /// Makes an indicator; `decay` lies between 0 and 1.
    public init(decay: Double = 0.94, seed: Int = 21) {
        precondition(decay > 0 && decay < 1, "a decay must lie between 0 and 1, was \(decay)")
        self.decay = decay
        self.seed = checked(seed)
        variance = ExponentialAverage(period: seed, weight: 1 - decay)
    }

    /// `seed`.
    public var warmUpBars: Int { seed }

    /// Takes the newest price.
    @inline(__always)
    public mutating func step(_ input: LogValue, _ window: WindowMemory) -> Double {
        let change = input.logarithm - previous
        previous = input.logarithm
        guard !change.isNaN else { return .nan }
        return variance.push(change * change).squareRoot()
    }
}
