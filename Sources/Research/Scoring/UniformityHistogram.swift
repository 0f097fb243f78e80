/// Probability integral transforms in bins, with a test of their being uniform.
///
/// A calibrated forecast fills the bins evenly; a valley in the middle says that it is too narrow, a hill too wide.
public struct UniformityHistogram: Sendable, Codable, Equatable {
    /// How many values each bin of equal width has.
    public let counts: [Int]
    /// Pearson's χ² against an even filling, with one degree of freedom fewer than bins; `nil` for under 5 values a bin.
    ///
    /// It takes the values as independent: transforms of h-bar forecasts made every bar, or of many symbols at one time,
    /// are not, and then its p is far too small. Thin them to one in h, or read the bins alone.
    public let test: SignificanceTest?

    /// Puts values into bins; 1 belongs to the last.
    ///
    /// - Units: probabilities; see ``QuantileScores/probabilityBelow(outcome:quantiles:levels:)``.
    /// - Missing: values that are NaN or outside [0, 1] are left out.
    /// - Source: Diebold, Gunther and Tay, "Evaluating density forecasts", 1998; the test matches SciPy's `chisquare`
    ///   (golden file).
    ///
    /// - Note: `nil` for fewer than 2 bins.
    public init?(values: [Double], bins: Int = 10) {
        guard bins > 1 else { return nil }
        var counts = [Int](repeating: 0, count: bins)
        for value in values where (0...1).contains(value) { counts[min(bins - 1, Int(value * Double(bins)))] += 1 }
        self.counts = counts
        let total = counts.reduce(0, +)
        let expected = Double(total) / Double(bins)
        guard expected >= 5 else {
            test = nil
            return
        }
        let statistic = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        let pValue = ChiSquaredDistribution.upper(statistic, freedom: Double(bins - 1))
        test = SignificanceTest(statistic: statistic, pValue: pValue)
    }
}
