/// Correlations of two plain arrays.
public enum Correlation {
    /// Pearson's correlation, in two passes.
    ///
    /// - Units: none, in [−1, 1].
    /// - Missing: NaN in either array gives `nil`.
    /// - Source: matches SciPy's `pearsonr` (golden file).
    ///
    /// - Parameters:
    ///   - x: One value per observation.
    ///   - y: As many.
    /// - Returns: `nil` for fewer than 2 pairs or where one array does not vary.
    public static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
        requireSameCount(x, y)
        guard x.count > 1 else { return nil }
        let count = Double(x.count)
        let xMean = x.reduce(0, +) / count
        let yMean = y.reduce(0, +) / count
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for index in x.indices {
            let dx = x[index] - xMean
            let dy = y[index] - yMean
            xx += dx * dx
            yy += dy * dy
            xy += dx * dy
        }
        // A constant leaves only rounding about its mean.
        let rounding = 1e-30 * count
        guard xx > rounding * xMean * xMean, yy > rounding * yMean * yMean, xy.isFinite else { return nil }
        return max(-1, min(1, xy / (xx.squareRoot() * yy.squareRoot())))
    }

    /// Spearman's rank correlation: Pearson's of the average ranks.
    ///
    /// - Units: none, in [−1, 1].
    /// - Missing: NaN in either array gives `nil`.
    /// - Source: matches SciPy's `spearmanr` (golden file).
    ///
    /// - Parameters:
    ///   - x: One value per observation.
    ///   - y: As many.
    /// - Returns: `nil` for fewer than 2 pairs or where one array does not vary.
    /// - Complexity: O(n log n).
    public static func spearman(_ x: [Double], _ y: [Double]) -> Double? {
        requireSameCount(x, y)
        guard !x.contains(where: \.isNaN), !y.contains(where: \.isNaN) else { return nil }
        return pearson(averageRanks(x), averageRanks(y))
    }

    /// Ranks from 1 in ascending order; equal values share the average of theirs.
    ///
    /// - Missing: NaN must not be given.
    /// - Source: matches SciPy's `rankdata` (golden file).
    ///
    /// - Complexity: O(n log n).
    public static func averageRanks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            let shared = Double(start + 1 + end) / 2
            for place in start..<end { ranks[order[place]] = shared }
            start = end
        }
        return ranks
    }
}

/// Stops a caller whose two arrays do not belong together.
func requireSameCount<First, Second>(_ first: [First], _ second: [Second]) {
    precondition(first.count == second.count, "expected as many values, was \(first.count) and \(second.count)")
}
