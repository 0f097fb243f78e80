public import Base
public import Evaluation
import Kernels
public import Scoring

/// How well a model orders the symbols of each time: its information coefficients.
///
/// - Units: correlations.
/// - As of: outcomes are what came after each time.
public struct CrossSectionSkill: Sendable {
    /// How many bars ahead the forecasts are.
    public let horizonBars: Int
    /// The times that have one.
    public let times: [Instant]
    /// Pearson's correlation at each time.
    public let pearson: [Double]
    /// Spearman's at each.
    public let rank: [Double]
    /// The sum of Pearson's: mean, ICIR and their intervals.
    public let summary: InformationCoefficient
    /// The sum of Spearman's.
    public let rankSummary: InformationCoefficient

    /// The fewest symbols that make a cross-section worth a correlation.
    public static let fewestSymbols = 5

    /// Correlates a model's forecasts with what came, time by time.
    ///
    /// - Parameters:
    ///   - forecasts: Rows in order of time.
    ///   - seed: Fixes the bootstrap of the intervals.
    /// - Note: `nil` for fewer than ``fewestSymbols`` symbols, and where the forecasts do not differ between symbols.
    public init?(_ forecasts: OutOfSampleForecasts, seed: UInt64) {
        let rows = forecasts.rows
        guard rows.symbols.count >= CrossSectionSkill.fewestSymbols else { return nil }
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        let series = InformationCoefficientSeries(
            forecasts: forecasts.locations, outcomes: rows.actual, starts: starts)
        let block = max(Double(rows.horizonBars), StationaryBootstrap.automaticBlock(series.rank) ?? 1)
        let bootstrap = StationaryBootstrap(meanBlock: block, repetitions: 1000, seed: seed)
        guard
            let summary = InformationCoefficient(
                series: series.pearson, horizonBars: rows.horizonBars, bootstrap: bootstrap),
            let rankSummary = InformationCoefficient(
                series: series.rank, horizonBars: rows.horizonBars, bootstrap: bootstrap)
        else { return nil }
        horizonBars = rows.horizonBars
        times = series.sections.map { rows.times[starts[$0]] }
        pearson = series.pearson
        rank = series.rank
        self.summary = summary
        self.rankSummary = rankSummary
    }

    /// The mean rank IC of each calendar year, with 95 % intervals by Newey and West's variance.
    var byYear: [(year: Int, span: ChartSpan, mean: Double)] {
        LossesByTime.years(of: times).map { year, range in
            let values = Array(rank[range])
            let mean = Statistics.mean(values)
            let lags = min(2 * (horizonBars - 1), values.count - 1)
            let variance = values.count > 2 ? LongRunVariance.estimate(values, lags: lags) : .nan
            let error = 1.96 * (max(0, variance) / Double(values.count)).squareRoot()
            return (year, ChartSpan(at: Double(year), low: mean - error, high: mean + error), mean)
        }
    }

}
