import Kernels

/// Tests whether one forecast is better than another.
///
/// Each takes one number per time, averaged over the symbols of that time: returns of one day move together, and
/// counting them as independent would make every test far too sure of itself.
public enum ForecastTests {
    /// Clark and West (2007), with a benchmark nested in the model: the mean of e₀² − e₁² + (f₀ − f₁)² above 0.
    ///
    /// h-bar forecasts made every bar overlap, so the long-run variance goes to lag h − 1. Its weights are equal, not
    /// Bartlett's: in simulations with those, 7 % of random walks passed a 5 % test at h = 5 and 21 (9 % over 250
    /// bars). With equal weights, the small-sample factor of Harvey, Leybourne and Newbold, and Student's t with T/h −
    /// 1 degrees of freedom (T/h separate returns) it is 3.4 to 5.1 %. Where equal weights give a negative variance,
    /// Bartlett's are used.
    ///
    /// - Units: squared returns; the statistic has none.
    /// - Missing: NaN among the terms gives `nil`.
    /// - Source: Clark and West, "Approximately normal tests for equal predictive accuracy in nested models", 2007;
    ///   matches statsmodels' HAC t of a regression on a constant (golden file).
    ///
    /// - Parameters:
    ///   - terms: e₀² − e₁² + (f₀ − f₁)² by time, with benchmark 0 and model 1; for h-bar forecasts one for each bar.
    ///   - horizonBars: h.
    /// - Returns: The statistic and its one-sided p; `nil` where the terms do not vary or are too few.
    public static func clarkWest(_ terms: [Double], horizonBars: Int) -> SignificanceTest? {
        guard horizonBars > 0 else { return nil }
        let freedom = Double(terms.count) / Double(horizonBars) - 1
        guard freedom > 0, let statistic = correctedRatio(terms, horizonBars: horizonBars) else { return nil }
        let pValue = StudentDistribution.cumulative(-statistic, freedom: freedom)
        return SignificanceTest(statistic: statistic, pValue: pValue)
    }

    /// Diebold and Mariano (1995) as corrected by Harvey, Leybourne and Newbold (1997).
    ///
    /// Only for forecasts that do not nest one another, and from models fitted apart from the scored rows.
    ///
    /// - Units: any loss; the statistic has none.
    /// - Missing: NaN among the differences gives `nil`.
    /// - Source: Diebold and Mariano, "Comparing predictive accuracy", 1995; Harvey, Leybourne and Newbold, "Testing
    ///   the equality of prediction mean squared errors", 1997; matches statsmodels' HAC t with that factor (golden
    ///   file).
    ///
    /// - Parameters:
    ///   - differences: The benchmark's loss less the model's, by time; a positive mean favours the model.
    ///   - horizonBars: h.
    /// - Returns: The statistic and its two-sided p by Student's t with T − 1 degrees; `nil` where nothing varies,
    ///   or there is no more than one horizon of it.
    public static func dieboldMariano(_ differences: [Double], horizonBars: Int) -> SignificanceTest? {
        guard horizonBars > 0, differences.count > horizonBars,
            let statistic = correctedRatio(differences, horizonBars: horizonBars)
        else { return nil }
        let freedom = Double(differences.count - 1)
        let pValue = 2 * StudentDistribution.cumulative(-abs(statistic), freedom: freedom)
        return SignificanceTest(statistic: statistic, pValue: pValue)
    }

    /// The mean over its standard error, times the factor of Harvey, Leybourne and Newbold.
    private static func correctedRatio(_ terms: [Double], horizonBars: Int) -> Double? {
        let variance = overlapVariance(terms, horizonBars: horizonBars)
        let count = Double(terms.count)
        let h = Double(horizonBars)
        let correction = (count + 1 - 2 * h + h * (h - 1) / count) / count
        guard variance > 0, variance.isFinite, correction > 0 else { return nil }
        return Statistics.mean(terms) / (variance / count).squareRoot() * correction.squareRoot()
    }

    /// The long-run variance of terms that overlap over h bars.
    private static func overlapVariance(_ terms: [Double], horizonBars: Int) -> Double {
        let variance = LongRunVariance.estimate(terms, lags: horizonBars - 1, kernel: .rectangular)
        return variance > 0 ? variance : LongRunVariance.estimate(terms, lags: horizonBars - 1)
    }
}
