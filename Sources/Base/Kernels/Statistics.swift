/// Sample statistics of plain arrays.
public enum Statistics {
    /// The arithmetic mean.
    ///
    /// - Missing: NaN where there are no values; a NaN among them makes the result NaN.
    public static func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    /// The variance about the mean, in two passes.
    ///
    /// - Missing: NaN where there are no more values than `freedomLost`.
    ///
    /// - Parameters:
    ///   - values: The sample.
    ///   - freedomLost: 1 for the unbiased estimate (divisor n − 1), 0 for divisor n.
    /// - Returns: The variance, in the square of the values' unit.
    public static func variance(_ values: [Double], freedomLost: Int = 1) -> Double {
        guard values.count > freedomLost else { return .nan }
        let centre = mean(values)
        let sum = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        return sum / Double(values.count - freedomLost)
    }

    /// Quantiles by linear interpolation between order statistics (Hyndman and Fan's type 7, numpy's default).
    ///
    /// - Missing: NaN is refused. Without values the quantiles are NaN.
    /// - Source: matches `numpy.quantile` (golden file).
    ///
    /// - Parameters:
    ///   - values: The sample, in any order.
    ///   - levels: Probabilities in [0, 1].
    /// - Returns: One quantile per level.
    /// - Complexity: O(n log n).
    public static func quantiles(_ values: [Double], levels: [Double]) -> [Double] {
        precondition(!values.contains(where: \.isNaN), "quantiles of NaN are not defined")
        let sorted = values.sorted()
        return levels.map { quantile(ofSorted: sorted, level: $0) }
    }

    /// One quantile of values in ascending order; see ``quantiles(_:levels:)``.
    public static func quantile(ofSorted sorted: [Double], level: Double) -> Double {
        precondition((0...1).contains(level), "expected a probability, was \(level)")
        guard let last = sorted.last else { return .nan }
        let position = level * Double(sorted.count - 1)
        let index = Int(position)
        guard index + 1 < sorted.count else { return last }
        return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
    }
}
