import Kernels

extension ForecastTests {
    /// Pesaran and Timmermann (1992): whether forecasts get the direction right more often than chance.
    ///
    /// Chance is what forecasts with the same share of rises would get if independent of the outcomes, so always saying
    /// "up" in a rising market earns nothing. It takes each time as independent: for one-bar forecasts of one symbol;
    /// where horizons overlap, see ``pesaranTimmermann(forecasts:outcomes:lags:)``.
    ///
    /// - Units: any; only signs count. A value of 0 is "not up".
    /// - Missing: NaN in either array gives `nil`.
    /// - Source: Pesaran and Timmermann, "A simple nonparametric test of predictive performance", 1992, eq. 6 (golden
    ///   file by numpy).
    ///
    /// - Parameters:
    ///   - forecasts: By time.
    ///   - outcomes: By time, as many.
    /// - Returns: The statistic, normal where there is no skill, and its one-sided p; `nil` where forecasts or outcomes
    ///   all have one direction.
    public static func pesaranTimmermann(forecasts: [Double], outcomes: [Double]) -> SignificanceTest? {
        requireSameCount(forecasts, outcomes)
        guard let (predicted, actual) = directions(forecasts, outcomes) else { return nil }
        let count = Double(forecasts.count)
        let hitShare = zip(predicted, actual).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) } / count
        let x = Statistics.mean(predicted)
        let y = Statistics.mean(actual)
        let chance = y * x + (1 - y) * (1 - x)
        let hitVariance = chance * (1 - chance) / count
        let xTerm = (2 * y - 1) * (2 * y - 1) * x * (1 - x) / count
        let yTerm = (2 * x - 1) * (2 * x - 1) * y * (1 - y) / count
        let crossTerm = 4 * y * x * (1 - y) * (1 - x) / (count * count)
        let variance = hitVariance - xTerm - yTerm - crossTerm
        guard variance > 1e-12 * hitVariance else { return nil }
        return normalTest((hitShare - chance) / variance.squareRoot())
    }

    /// Pesaran and Timmermann (2009), two categories, dynamically augmented: directions that persist are allowed.
    ///
    /// The correlation of the two directions left after a regression of each on a constant and on the last `lags` of
    /// both, times √T; its square is their trace statistic. With h-bar forecasts made every bar take at least h lags;
    /// directions of overlapping returns are only roughly autoregressive, so the p is approximate.
    ///
    /// - Units: any; only signs count. A value of 0 is "not up".
    /// - Missing: NaN in either array gives `nil`.
    /// - Source: Pesaran and Timmermann, "Testing dependence among serially correlated multicategory variables", 2009
    ///   (golden file by statsmodels' regressions).
    ///
    /// - Parameters:
    ///   - forecasts: By time.
    ///   - outcomes: By time, as many.
    ///   - lags: How many earlier directions of each to take out; 0 or more.
    /// - Returns: The signed root of the trace statistic, normal where there is no skill, and its one-sided p; `nil`
    ///   where too little is left to correlate.
    /// - Complexity: O(T · lags²).
    public static func pesaranTimmermann(forecasts: [Double], outcomes: [Double], lags: Int) -> SignificanceTest? {
        requireSameCount(forecasts, outcomes)
        guard lags >= 0, let (predicted, actual) = directions(forecasts, outcomes) else { return nil }
        let count = predicted.count - lags
        let width = 1 + 2 * lags
        guard count > width + 2 else { return nil }
        var design = Matrix(rows: count, columns: width)
        for row in 0..<count {
            design[row, 0] = 1
            for lag in 0..<lags {
                design[row, 1 + lag] = actual[row + lags - 1 - lag]
                design[row, 1 + lags + lag] = predicted[row + lags - 1 - lag]
            }
        }
        guard let x = residuals(Array(predicted[lags...]), on: design),
            let y = residuals(Array(actual[lags...]), on: design),
            let correlation = Correlation.pearson(x, y)
        else { return nil }
        return normalTest(Double(count).squareRoot() * correlation)
    }

    private static func normalTest(_ statistic: Double) -> SignificanceTest {
        SignificanceTest(statistic: statistic, pValue: NormalDistribution.cumulative(-statistic))
    }

    /// 1 where a value is above 0; `nil` where one is NaN.
    private static func directions(_ forecasts: [Double], _ outcomes: [Double]) -> ([Double], [Double])? {
        guard !forecasts.contains(where: \.isNaN), !outcomes.contains(where: \.isNaN) else { return nil }
        return (forecasts.map { $0 > 0 ? 1 : 0 }, outcomes.map { $0 > 0 ? 1 : 0 })
    }

    /// What a least-squares fit on the design leaves; `nil` where the design is singular or nothing is left.
    private static func residuals(_ target: [Double], on design: Matrix) -> [Double]? {
        var products = Matrix(rows: design.columns, columns: design.columns)
        var right = [Double](repeating: 0, count: design.columns)
        for row in 0..<design.rows {
            for i in 0..<design.columns {
                right[i] += design[row, i] * target[row]
                for j in 0..<design.columns { products[i, j] += design[row, i] * design[row, j] }
            }
        }
        guard let weights = try? products.solvedPositiveDefinite(right) else { return nil }
        let left = target.indices.map { row in
            target[row] - (0..<design.columns).reduce(0) { $0 + design[row, $1] * weights[$1] }
        }
        let energy = left.reduce(0) { $0 + $1 * $1 }
        return energy > 1e-12 * Double(left.count) ? left : nil
    }
}
