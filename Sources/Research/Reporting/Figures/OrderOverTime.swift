import Base
import Evaluation
import Kernels

/// How well a model orders the symbols of each time: its rank information coefficients, time by time.
///
/// - Units: correlations.
/// - As of: outcomes are what came after each time.
struct OrderOverTime: Sendable {
    /// The times that have enough symbols.
    let times: [Instant]
    /// Spearman's correlation of forecasts and outcomes at each.
    let rank: [Double]
    private let horizonBars: Int

    /// - Note: `nil` where the scores have no information coefficient.
    init?(_ model: EvaluatedModel) {
        guard model.scorecard.informationCoefficient != nil else { return nil }
        let series = CrossSectionalSkill.series(model.forecasts)
        times = series.times
        rank = series.rank
        horizonBars = model.forecasts.rows.horizonBars
    }

    /// The mean of each calendar year, with 95 % intervals by Newey and West's variance.
    var byYear: [(year: Int, mean: Double, low: Double, high: Double)] {
        LossesByTime.years(of: times).map { year, range in
            let values = Array(rank[range])
            let mean = Statistics.mean(values)
            let lags = min(2 * (horizonBars - 1), values.count - 1)
            let variance = values.count > 2 ? LongRunVariance.estimate(values, lags: lags) : .nan
            let error = 1.96 * (max(0, variance) / Double(values.count)).squareRoot()
            return (year, mean, mean - error, mean + error)
        }
    }
}
