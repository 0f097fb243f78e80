/// Scores of point forecasts.
///
/// Every score is NaN without values, and NaN among them makes it NaN.
public enum PointScores {
    /// The mean absolute error, in the outcomes' unit.
    ///
    /// - Source: matches scikit-learn's `mean_absolute_error` (golden file).
    public static func meanAbsoluteError(forecasts: [Double], outcomes: [Double]) -> Double {
        mean(forecasts, outcomes) { abs($1 - $0) }
    }

    /// The root of the mean squared error, in the outcomes' unit.
    ///
    /// - Source: matches scikit-learn's `root_mean_squared_error` (golden file).
    public static func rootMeanSquaredError(forecasts: [Double], outcomes: [Double]) -> Double {
        mean(forecasts, outcomes) { ($1 - $0) * ($1 - $0) }.squareRoot()
    }

    /// The symmetric mean absolute percentage error as the M4 competition defines it: the mean of 2|y − f| / (|y| + |f|).
    ///
    /// For prices and volumes; of returns, which lie about 0, it says next to nothing. A pair of zeros counts as no
    /// error.
    ///
    /// - Units: percent, in [0, 200].
    /// - Source: Makridakis, Spiliotis and Assimakopoulos, "The M4 competition", 2020 (golden file by numpy).
    public static func smape(forecasts: [Double], outcomes: [Double]) -> Double {
        100
            * mean(forecasts, outcomes) { forecast, outcome in
                let size = abs(outcome) + abs(forecast)
                return size == 0 ? 0 : 2 * abs(outcome - forecast) / size
            }
    }

    /// The mean absolute scaled error: the mean absolute error over a scale.
    ///
    /// - Units: none; below 1 is better than the naive forecast is in sample.
    /// - Source: Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006 (golden file by numpy).
    ///
    /// - Parameters:
    ///   - forecasts: By time.
    ///   - outcomes: By time, as many.
    ///   - scale: The in-sample error to divide by; see ``seasonalScale(_:season:)``.
    /// - Returns: NaN where the scale is not above 0.
    public static func mase(forecasts: [Double], outcomes: [Double], scale: Double) -> Double {
        scale > 0 ? meanAbsoluteError(forecasts: forecasts, outcomes: outcomes) / scale : .nan
    }

    /// The mean of |yₜ − yₜ₋ₘ| over a history: the in-sample error of the seasonal naive forecast.
    ///
    /// - As of: every value given; it must end before the first scored outcome.
    ///
    /// - Parameters:
    ///   - history: By time.
    ///   - season: m; 1 for the naive forecast.
    /// - Returns: NaN where the history is no longer than a season, or the season below 1.
    public static func seasonalScale(_ history: [Double], season: Int = 1) -> Double {
        guard season > 0, history.count > season else { return .nan }
        var sum = 0.0
        for index in season..<history.count { sum += abs(history[index] - history[index - season]) }
        return sum / Double(history.count - season)
    }

    /// An interval for 1 − Σe² / Σr², the R² of returns against persistence, by the stationary bootstrap.
    ///
    /// Whole times are drawn, with all symbols of each, since the returns of one day move together.
    ///
    /// - Units: none.
    /// - As of: out-of-sample rows only.
    /// - Missing: NaN gives `nil`.
    ///
    /// - Parameters:
    ///   - modelSquares: By time, the sum over symbols of the model's squared errors.
    ///   - naiveSquares: By time, the same of the squared returns.
    ///   - bootstrap: Its mean block should be at least the horizon in bars.
    ///   - confidence: The probability to cover.
    /// - Returns: `nil` where persistence has no error, or there are fewer than 3 times.
    public static func returnR2Interval(
        modelSquares: [Double], naiveSquares: [Double], bootstrap: StationaryBootstrap, confidence: Double = 0.95
    ) -> PredictionInterval? {
        requireSameCount(modelSquares, naiveSquares)
        guard modelSquares.count > 2, naiveSquares.reduce(0, +) > 0, modelSquares.allSatisfy(\.isFinite) else {
            return nil
        }
        return bootstrap.interval(count: modelSquares.count, confidence: confidence) { indices in
            var (model, naive) = (0.0, 0.0)
            for index in indices {
                model += modelSquares[Int(index)]
                naive += naiveSquares[Int(index)]
            }
            return naive > 0 ? 1 - model / naive : .nan
        }
    }

    private static func mean(
        _ forecasts: [Double], _ outcomes: [Double], _ loss: (_ forecast: Double, _ outcome: Double) -> Double
    ) -> Double {
        requireSameCount(forecasts, outcomes)
        return zip(forecasts, outcomes).reduce(0) { $0 + loss($1.0, $1.1) } / Double(outcomes.count)
    }
}
