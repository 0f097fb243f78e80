import Glibc

/// Whether prediction intervals hold as many outcomes as they promise, and miss without pattern.
///
/// All three p-values are by χ², good from some 100 forecasts with a dozen misses on; they take forecasts one bar ahead
/// made every bar, of one symbol. With overlapping horizons misses come in runs by construction.
public struct CoverageTest: Sendable, Codable, Equatable {
    /// How many forecasts there are.
    public let count: Int
    /// How many outcomes lay outside.
    public let misses: Int
    /// Kupiec's (1995): whether the share of misses is the promised one.
    public let unconditional: SignificanceTest
    /// Christoffersen's (1998): whether a miss makes another at the next time no more and no less likely; `nil` where no
    /// miss has a successor.
    public let independence: SignificanceTest?
    /// Both at once: the sum, with two degrees of freedom; `nil` where independence is.
    public let conditional: SignificanceTest?

    /// The share of outcomes that lay within.
    public var coverage: Double { 1 - Double(misses) / Double(count) }

    /// Tests a series of misses.
    ///
    /// - Units: none.
    /// - As of: by time; independence is of neighbours.
    /// - Source: Kupiec, "Techniques for verifying the accuracy of risk measurement models", 1995; Christoffersen,
    ///   "Evaluating interval forecasts", 1998 (golden file by SciPy).
    ///
    /// - Parameters:
    ///   - misses: Whether each outcome lay outside its interval.
    ///   - missRate: The promised share of misses, within (0, 1).
    /// - Note: `nil` without forecasts, or for another rate.
    public init?(misses: [Bool], missRate: Double) {
        guard !misses.isEmpty, missRate > 0, missRate < 1 else { return nil }
        count = misses.count
        let outside = misses.count { $0 }
        self.misses = outside
        let share = Double(outside) / Double(misses.count)
        let inside = misses.count - outside
        let promised = Self.logLikelihood(missRate, misses: outside, hits: inside)
        let ratio = max(0, 2 * (Self.logLikelihood(share, misses: outside, hits: inside) - promised))
        unconditional = Self.test(ratio, freedom: 1)
        let dependence = Self.dependence(misses)
        independence = dependence.map { Self.test($0, freedom: 1) }
        conditional = dependence.map { Self.test($0 + ratio, freedom: 2) }
    }

    /// The likelihood ratio of a first-order Markov chain over independence.
    private static func dependence(_ misses: [Bool]) -> Double? {
        var counts = [0, 0, 0, 0]
        for index in misses.indices.dropFirst() {
            counts[(misses[index - 1] ? 2 : 0) + (misses[index] ? 1 : 0)] += 1
        }
        let afterHit = counts[0] + counts[1]
        let afterMiss = counts[2] + counts[3]
        guard afterHit > 0, afterMiss > 0 else { return nil }
        let share = Double(counts[1] + counts[3]) / Double(afterHit + afterMiss)
        let chain =
            logLikelihood(Double(counts[1]) / Double(afterHit), misses: counts[1], hits: counts[0])
            + logLikelihood(Double(counts[3]) / Double(afterMiss), misses: counts[3], hits: counts[2])
        return max(0, 2 * (chain - logLikelihood(share, misses: counts[1] + counts[3], hits: counts[0] + counts[2])))
    }

    private static func logLikelihood(_ rate: Double, misses: Int, hits: Int) -> Double {
        (misses > 0 ? Double(misses) * log(rate) : 0) + (hits > 0 ? Double(hits) * log1p(-rate) : 0)
    }

    private static func test(_ statistic: Double, freedom: Double) -> SignificanceTest {
        SignificanceTest(
            statistic: statistic, pValue: ChiSquaredDistribution.upper(statistic, freedom: freedom))
    }
}
