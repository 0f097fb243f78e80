/// Corwin and Schultz's bid-ask spread out of highs and lows: the mean of the last `period` estimates from two bars
/// each, negative ones taken for zero.
///
/// A bar's variance grows with its length, its spread does not; two bars together and each by itself so tell one from
/// the other. A gap is taken out first: a bar all above or below the close before it is moved to that close.
///
/// - Units: fraction of the price.
/// - Missing: bars with a price that is not positive and finite are passed over.
/// - Source: Corwin and Schultz 2012, "A simple way to estimate bid-ask spreads from daily high and low prices", eq. 14
///   and 18.
public struct CorwinSchultzSpread: Indicator {
    /// How many estimates are averaged.
    public let period: Int
    private var mean: RollingSum
    private let perCount: Double
    private var previous = PositiveRange(high: .nan, low: .nan, close: .nan)
    private let root: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period)
        mean = RollingSum(period: period)
        perCount = 1 / Double(period)
        root = 3 - 2 * (2.0).squareRoot()
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its window.
    public var windowCount: Int { RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: PositiveRange, _ window: WindowMemory) -> Double {
        let before = previous
        previous = input
        if before.close.isNaN { return .nan }
        return mean.push(estimate(before, input), window) * perCount
    }

    private func estimate(_ before: PositiveRange, _ bar: PositiveRange) -> Double {
        let above = bar.low > before.close ? bar.low - before.close : 0
        let gap = bar.high < before.close ? bar.high - before.close : above
        let high = bar.high - gap
        let low = bar.low - gap
        let first = naturalLogarithm(before.high / before.low)
        let second = naturalLogarithm(high / low)
        let both = naturalLogarithm(max(before.high, high) / min(before.low, low))
        let beta = first * first + second * second
        let alpha = ((2 * beta).squareRoot() - beta.squareRoot()) / root - (both * both / root).squareRoot()
        // 2 (e^α − 1) / (1 + e^α)
        return alpha > 0 ? 2 * hyperbolicTangent(0.5 * alpha) : 0
    }
}
