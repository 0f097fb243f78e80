/// The variance of a sum of correlated terms, per term: what a mean's standard error needs when terms overlap.
public enum LongRunVariance {
    /// How autocovariances are weighted by their lag.
    public enum Kernel: Sendable {
        /// 1 − lag/(L + 1): never negative (Newey and West, 1987).
        case bartlett
        /// 1 up to lag L: unbiased when correlation ends there, but it may come out negative (Hansen and Hodrick,
        /// 1980).
        case rectangular
    }

    /// The long-run variance γ₀ + 2 Σ w(k)·γ_k, with autocovariances of divisor n about the mean.
    ///
    /// - As of: uses every value given.
    /// - Missing: NaN makes the result NaN; without values it is NaN.
    /// - Source: matches statsmodels' `S_hac_simple` over n for the Bartlett kernel (golden file).
    ///
    /// - Parameters:
    ///   - values: The terms in order of time.
    ///   - lags: The last lag with weight; cut to n − 1.
    ///   - kernel: The weights.
    /// - Returns: The variance of √n times the mean.
    /// - Complexity: O(n · lags).
    public static func estimate(_ values: [Double], lags: Int, kernel: Kernel = .bartlett) -> Double {
        precondition(lags >= 0, "expected a lag of 0 or more, was \(lags)")
        guard !values.isEmpty else { return .nan }
        let centre = Statistics.mean(values)
        let deviations = values.map { $0 - centre }
        let count = deviations.count
        var total = autocovariance(deviations, lag: 0)
        for lag in stride(from: 1, through: min(lags, count - 1), by: 1) {
            let weight =
                switch kernel {
                case .bartlett: 1 - Double(lag) / Double(lags + 1)
                case .rectangular: 1.0
                }
            total += 2 * weight * autocovariance(deviations, lag: lag)
        }
        return total
    }

    private static func autocovariance(_ deviations: [Double], lag: Int) -> Double {
        var sum = 0.0
        for index in lag..<deviations.count { sum += deviations[index] * deviations[index - lag] }
        return sum / Double(deviations.count)
    }
}
