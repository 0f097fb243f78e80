/// Scores of forecasts given as quantiles, or as a sample.
///
/// Levels are probabilities within (0, 1) in ascending order, quantiles one per level. NaN makes every score NaN.
public enum QuantileScores {
    /// The pinball loss of one quantile.
    ///
    /// - Units: the outcome's unit; less is better.
    /// - Source: Koenker and Bassett, "Regression quantiles", 1978; matches scikit-learn's `mean_pinball_loss` (golden
    ///   file).
    public static func pinball(quantile: Double, level: Double, outcome: Double) -> Double {
        let error = outcome - quantile
        return error >= 0 ? level * error : (level - 1) * error
    }

    /// The continuous ranked probability score as twice the integral of the pinball loss over the levels.
    ///
    /// Each level stands for the probabilities nearest to it, the first and last for the tails, so nothing is assumed of
    /// the distribution's shape; with few levels it is coarse. Compare only forecasts with the same levels.
    ///
    /// - Units: the outcome's unit; less is better, and for a point forecast it is the absolute error.
    /// - Source: Gneiting and Ranjan, "Comparing density forecasts using threshold- and quantile-weighted scoring
    ///   rules", 2011 (golden file by numpy).
    ///
    /// - Returns: NaN without levels.
    public static func crpsByPinball(quantiles: [Double], levels: [Double], outcome: Double) -> Double {
        requireSameCount(quantiles, levels)
        guard !levels.isEmpty else { return .nan }
        var sum = 0.0
        var from = 0.0
        for index in levels.indices {
            let to = index + 1 < levels.count ? (levels[index] + levels[index + 1]) / 2 : 1
            sum += (to - from) * pinball(quantile: quantiles[index], level: levels[index], outcome: outcome)
            from = to
        }
        return 2 * sum
    }

    /// The exact continuous ranked probability score of the distribution that the quantiles, joined by straight lines,
    /// describe.
    ///
    /// The probability beyond the first and last quantile lies in a mass at each. With 99 levels that is 1 % a side: an
    /// outcome far out is scored by its distance, a little too well for its tail.
    ///
    /// - Units: the outcome's unit; less is better.
    /// - Source: ∫(F(x) − 1{x ≥ y})² dx, Matheson and Winkler, "Scoring rules for continuous probability
    ///   distributions", 1976 (golden file by SciPy's `quad`).
    ///
    /// - Parameters:
    ///   - quantiles: In ascending order; see ``sorted(_:)`` for those that cross.
    ///   - levels: Their probabilities.
    ///   - outcome: What came.
    /// - Returns: NaN without levels.
    /// - Complexity: O(levels).
    public static func crps(quantiles: [Double], levels: [Double], outcome: Double) -> Double {
        requireSameCount(quantiles, levels)
        guard let first = quantiles.first, let last = quantiles.last, !outcome.isNaN else { return .nan }
        var sum = max(0, first - outcome) + max(0, outcome - last)
        for index in quantiles.indices.dropLast() {
            let (left, right) = (quantiles[index], quantiles[index + 1])
            let (low, high) = (levels[index], levels[index + 1])
            guard right > left else {
                if right < left || right.isNaN || left.isNaN { return .nan }
                continue
            }
            let split = min(max(outcome, left), right)
            let middle = low + (split - left) / (right - left) * (high - low)
            sum += squareIntegral(low, middle, width: split - left)
            sum += squareIntegral(1 - middle, 1 - high, width: right - split)
        }
        return sum
    }

    /// The continuous ranked probability score of a sample: mean |x − y| less half the mean |x − x′|.
    ///
    /// - Units: the outcome's unit; less is better. Samples of different sizes are not comparable: small ones score worse.
    /// - Source: Gneiting and Raftery, 2007, eq. 21 (golden file by numpy).
    ///
    /// - Returns: NaN without a sample.
    /// - Complexity: O(n log n).
    public static func crps(sample: [Double], outcome: Double) -> Double {
        guard !sample.contains(where: \.isNaN) else { return .nan }
        let count = Double(sample.count)
        let distance = sample.reduce(0) { $0 + abs($1 - outcome) } / count
        // Σᵢⱼ |xᵢ − xⱼ| = 2 Σ (2i − n + 1)·x₍ᵢ₎ over the sorted values.
        var spread = 0.0
        for (index, value) in sample.sorted().enumerated() { spread += (2 * Double(index) - count + 1) * value }
        return distance - spread / (count * count)
    }

    /// The share of the probability below an outcome, for a histogram of such shares: its probability integral transform.
    ///
    /// Straight lines join the quantiles; beyond the first and last it is the middle of that tail.
    ///
    /// - Units: a probability.
    /// - Source: Dawid, "Statistical theory: the prequential approach", 1984.
    ///
    /// - Returns: NaN without levels.
    public static func probabilityBelow(outcome: Double, quantiles: [Double], levels: [Double]) -> Double {
        requireSameCount(quantiles, levels)
        guard let first = quantiles.first, let last = quantiles.last, !outcome.isNaN else { return .nan }
        if outcome < first { return levels[0] / 2 }
        if outcome > last { return (1 + levels[levels.count - 1]) / 2 }
        guard let next = quantiles.firstIndex(where: { $0 > outcome }) else { return levels[levels.count - 1] }
        guard next > 0 else { return .nan }
        let (left, right) = (quantiles[next - 1], quantiles[next])
        return levels[next - 1] + (outcome - left) / (right - left) * (levels[next] - levels[next - 1])
    }

    /// Quantiles that cross, put in order (Chernozhukov, Fernández-Val and Galichon, 2010); it never scores worse.
    public static func sorted(_ quantiles: [Double]) -> [Double] { quantiles.sorted() }

    /// ∫F² over a width on which F goes straight from one value to another.
    private static func squareIntegral(_ from: Double, _ to: Double, width: Double) -> Double {
        width * (from * from + from * to + to * to) / 3
    }
}
