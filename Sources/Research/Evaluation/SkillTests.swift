import Base
import Kernels

/// Tests whether a model's squared errors are smaller than persistence's.
///
/// Both take one loss per time, averaged over the symbols of that time: returns of one day move together, and counting
/// them as independent would make every test far too sure of itself.
enum SkillTests {
    /// Clark and West (2007), with a benchmark nested in the model: the mean of e₀² − (e₁² − (f₀ − f₁)²) above 0.
    ///
    /// The benchmark is persistence (f₀ = 0) or drift (f₀ = the mean return of the training rows).
    ///
    /// h-bar forecasts made every bar overlap, so the long-run variance goes to lag h − 1. Its weights are equal, not
    /// Bartlett's: in simulations with those, 7 % of random walks passed a 5 % test at h = 5 and 21 (9 % over 250
    /// bars). With equal weights, the small-sample factor of Harvey, Leybourne and Newbold, and Student's t with T/h −
    /// 1 degrees of freedom (T/h separate returns) it is 3.4 to 5.1 %. Where equal weights give a negative variance,
    /// Bartlett's are used.
    ///
    /// - Parameters:
    ///   - terms: By time; for h-bar forecasts one for each bar.
    ///   - horizonBars: h.
    /// - Returns: The statistic and its one-sided p; `nil` where the terms do not vary or are too few.
    static func clarkWest(_ terms: [Double], horizonBars: Int) -> SignificanceTest? {
        let freedom = Double(terms.count) / Double(horizonBars) - 1
        guard freedom > 0, let statistic = correctedRatio(terms, horizonBars: horizonBars) else { return nil }
        let pValue = StudentDistribution.cumulative(-statistic, freedom: freedom)
        return SignificanceTest(statistic: statistic, pValue: pValue)
    }

    /// Diebold and Mariano (1995) as corrected by Harvey, Leybourne and Newbold (1997).
    ///
    /// - Parameters:
    ///   - differences: e₀² − e₁² by time; a positive mean favours the model.
    ///   - horizonBars: h.
    /// - Returns: The statistic and its two-sided p by Student's t with T − 1 degrees; `nil` where nothing varies.
    static func dieboldMariano(_ differences: [Double], horizonBars: Int) -> SignificanceTest? {
        guard differences.count > 1, let statistic = correctedRatio(differences, horizonBars: horizonBars) else {
            return nil
        }
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

/// Adjusts p-values for how many hypotheses were tried.
public enum HolmAdjustment {
    /// Holm's step-down adjustment (1979): controls the chance of one false discovery or more, whatever the dependence.
    ///
    /// - Source: matches statsmodels' `multipletests(method="holm")` (golden file).
    ///
    /// - Parameter pValues: One p-value per hypothesis.
    /// - Returns: The adjusted ones in the same order.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        var result = pValues
        var largest = 0.0
        for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
            largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
            result[index] = largest
        }
        return result
    }
}
