import Kernels

extension ForecastTests {
    /// Giacomini and White (2006): whether what was known at the time tells which forecast will be better.
    ///
    /// The instruments are a constant and the latest known loss difference. It compares methods, how they are fitted
    /// included, so nested models are allowed; but the fits must see a rolling window, not an expanding one.
    ///
    /// - Units: any loss; the statistic has none.
    /// - As of: the difference of a forecast is known h bars after it, and used from then on.
    /// - Missing: NaN among the differences gives `nil`.
    /// - Source: Giacomini and White, "Tests of conditional predictive ability", 2006; Bartlett's weights to lag h − 1.
    ///   Matches statsmodels' T·R² of a regression of 1 for h = 1, and its `S_hac_simple` beyond (golden file).
    ///
    /// - Parameters:
    ///   - differences: The benchmark's loss less the model's, by the time of the forecast.
    ///   - horizonBars: h.
    /// - Returns: The statistic, never negative, and its p by χ² with two degrees of freedom; `nil` where the differences
    ///   do not vary or are too few.
    public static func giacominiWhite(_ differences: [Double], horizonBars: Int) -> SignificanceTest? {
        let count = differences.count - horizonBars
        guard horizonBars > 0, count > 2 + horizonBars, differences.allSatisfy(\.isFinite) else { return nil }
        let plain = Array(differences[horizonBars...])
        let scaled = zip(plain, differences).map { $0 * $1 }
        let first = longRunProduct(plain, plain, lags: horizonBars - 1)
        let second = longRunProduct(scaled, scaled, lags: horizonBars - 1)
        let cross = longRunProduct(plain, scaled, lags: horizonBars - 1)
        let determinant = first * second - cross * cross
        guard determinant > 1e-12 * first * second else { return nil }
        let (a, b) = (Statistics.mean(plain), Statistics.mean(scaled))
        let quadratic = (a * a * second - 2 * a * b * cross + b * b * first) / determinant
        let statistic = Double(count) * quadratic
        return SignificanceTest(statistic: statistic, pValue: ChiSquaredDistribution.upper(statistic, freedom: 2))
    }

    /// The long-run mean product of two series, not about their means, by Bartlett's weights.
    private static func longRunProduct(_ x: [Double], _ y: [Double], lags: Int) -> Double {
        var total = 0.0
        for lag in 0...lags {
            let weight = (lag == 0 ? 0.5 : 1) * (1 - Double(lag) / Double(lags + 1))
            var sum = 0.0
            for index in lag..<x.count { sum += x[index] * y[index - lag] + x[index - lag] * y[index] }
            total += weight * sum
        }
        return total / Double(x.count)
    }
}
