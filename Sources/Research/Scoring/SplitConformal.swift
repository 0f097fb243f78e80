/// Prediction intervals from the errors of rows that no fit has seen.
public enum SplitConformal {
    /// The quantile of calibration scores with the finite-sample rank ⌈(n + 1)·p⌉.
    ///
    /// The next score is at or below it with probability at least p where scores are exchangeable. Those of a series in
    /// time are not: volatility moves, and then coverage is only right on average; see ``OnlineConformal``.
    ///
    /// - Units: the scores'.
    /// - As of: uses every score given.
    /// - Missing: NaN gives NaN.
    /// - Source: Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005; Lei et al.,
    ///   "Distribution-free predictive inference for regression", 2018; matches MAPIE's `SplitConformalRegressor`
    ///   (golden file).
    ///
    /// - Parameters:
    ///   - scores: Such as |residual|, in any order.
    ///   - coverage: p, within [0, 1].
    /// - Returns: Infinity where too few scores are there for p, −infinity where p asks for none.
    /// - Complexity: O(n log n).
    public static func quantile(_ scores: [Double], coverage: Double) -> Double {
        guard !scores.contains(where: \.isNaN), !coverage.isNaN else { return .nan }
        return quantile(ofSorted: scores.sorted(), coverage: coverage)
    }

    /// A symmetric interval about a forecast, from absolute residuals.
    ///
    /// - Units: the forecast's.
    public static func interval(around forecast: Double, absoluteResiduals: [Double], coverage: Double)
        -> PredictionInterval
    {
        let radius = max(0, quantile(absoluteResiduals, coverage: coverage))
        return PredictionInterval(lower: forecast - radius, upper: forecast + radius)
    }

    /// The quantile of scores in ascending order.
    static func quantile(ofSorted sorted: [Double], coverage: Double) -> Double {
        // (n + 1)·p a rounding error above a whole number is meant to be that number.
        let rank = (Double(sorted.count + 1) * coverage - 1e-9).rounded(.up)
        if rank < 1 { return -.infinity }
        return rank > Double(sorted.count) ? .infinity : sorted[Int(rank) - 1]
    }
}
