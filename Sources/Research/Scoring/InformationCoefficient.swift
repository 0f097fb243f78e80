public import Base
import Kernels

/// How a model's cross-sectional correlations with what came behave over time.
///
/// The mean of daily cross-sectional ICs of equities is seldom above 0.05 out of sample; far more is a leak until
/// shown otherwise. See ``InformationCoefficientSeries`` for the series it sums up.
public struct InformationCoefficient: Sendable, Codable, Equatable {
    /// The mean over times.
    public let mean: Double
    /// The standard deviation over times (divisor n − 1).
    public let standardDeviation: Double
    /// ICIR: the mean over the standard deviation, per time, not annualised; `nil` where the series does not vary.
    public let ratio: Double?
    /// The t of the mean with Newey–West errors and its one-sided p; `nil` where the series does not vary.
    ///
    /// Given lags beyond the overlap it also allows for a signal that comes and goes. Its size is not exact: in
    /// simulations of overlap alone 6.7 to 7.5 % pass a 5 % test at h = 5 and 21, and 9 % with lags cut at h − 1.
    public let test: SignificanceTest?
    /// The t of the mean with equal weights to lag h − 1 and its one-sided p; `nil` where the series does not vary.
    ///
    /// See ``ForecastTests/clarkWest(_:horizonBars:)``; in the same simulations 4.5 to 5.3 % pass.
    public let overlapTest: SignificanceTest?
    /// The bootstrap interval of the mean.
    public let meanInterval: PredictionInterval?
    /// The bootstrap interval of the ratio.
    public let ratioInterval: PredictionInterval?
    /// The share of times whose IC is above 0.
    public let positiveShare: Double
    /// How many times there are.
    public let times: Int

    /// Sums up a series of ICs.
    ///
    /// ICs of h-bar forecasts made every bar overlap. Bartlett's weights give half of such an overlap away when cut at
    /// lag h − 1, so they run to 2·(h − 1) unless told otherwise; p is by Student's t with T/h − 1 degrees of freedom.
    ///
    /// - Units: correlations.
    /// - Missing: NaN in the series gives `nil`.
    /// - Source: Grinold and Kahn, "Active Portfolio Management", 2000, for the ratio; Newey and West, "A simple,
    ///   positive semi-definite, … covariance matrix", 1987, matches statsmodels' HAC t (golden file).
    ///
    /// - Parameters:
    ///   - series: One IC per time, in order.
    ///   - horizonBars: h: how many times one outcome spans.
    ///   - lags: The last lag of the Newey–West variance; `nil` for 2·(h − 1).
    ///   - bootstrap: For the intervals; its mean block should be at least h.
    ///   - confidence: The probability the intervals are to cover.
    /// - Note: `nil` for fewer than 3 times.
    public init?(
        series: [Double], horizonBars: Int, lags: Int? = nil, bootstrap: StationaryBootstrap, confidence: Double = 0.95
    ) {
        guard series.count > 2, horizonBars > 0, (lags ?? 0) >= 0, series.allSatisfy(\.isFinite) else { return nil }
        let count = Double(series.count)
        times = series.count
        mean = Statistics.mean(series)
        standardDeviation = Statistics.variance(series).squareRoot()
        ratio = Self.ratio(mean, standardDeviation)
        positiveShare = Double(series.count { $0 > 0 }) / count
        let variance = LongRunVariance.estimate(series, lags: lags ?? 2 * (horizonBars - 1))
        let freedom = count / Double(horizonBars) - 1
        overlapTest = ratio == nil ? nil : ForecastTests.clarkWest(series, horizonBars: horizonBars)
        if ratio != nil, variance > 0, freedom > 0 {
            let statistic = mean / (variance / count).squareRoot()
            let pValue = StudentDistribution.cumulative(-statistic, freedom: freedom)
            test = SignificanceTest(statistic: statistic, pValue: pValue)
        } else {
            test = nil
        }
        let draws = Self.draws(series, bootstrap)
        meanInterval = Self.interval(draws.means, confidence)
        ratioInterval = Self.interval(draws.ratios, confidence)
    }

    private static func ratio(_ mean: Double, _ deviation: Double) -> Double? {
        deviation > 1e-14 * abs(mean) ? mean / deviation : nil
    }

    private static func draws(
        _ series: [Double], _ bootstrap: StationaryBootstrap
    ) -> (means: [Double], ratios: [Double]) {
        let draws = bootstrap.draws(count: series.count)
        var (means, ratios): ([Double], [Double]) = ([], [])
        for repetition in 0..<draws.repetitions {
            let sample = draws[repetition].map { series[Int($0)] }
            let mean = Statistics.mean(sample)
            means.append(mean)
            if let ratio = ratio(mean, Statistics.variance(sample).squareRoot()) { ratios.append(ratio) }
        }
        return (means, ratios)
    }

    private static func interval(_ values: [Double], _ confidence: Double) -> PredictionInterval? {
        guard !values.isEmpty, confidence > 0, confidence < 1 else { return nil }
        let tail = (1 - confidence) / 2
        let ends = Statistics.quantiles(values, levels: [tail, 1 - tail])
        return PredictionInterval(lower: ends[0], upper: ends[1])
    }
}

/// The correlations of forecasts and outcomes over the cross-section of each time.
public struct InformationCoefficientSeries: Sendable, Equatable {
    /// Which cross-sections, counted from 0, have an IC.
    public private(set) var sections: [Int] = []
    /// Pearson's correlation of each.
    public private(set) var pearson: [Double] = []
    /// Spearman's correlation of each, with average ranks: the rank IC.
    public private(set) var rank: [Double] = []

    /// Correlates each cross-section.
    ///
    /// - Units: correlations.
    /// - As of: outcomes are what came after each time; forecasts must not know them.
    /// - Missing: a row with NaN in either array is left out; a time with fewer than 3 names left, or whose forecasts or
    ///   outcomes are all equal, has no IC.
    /// - Source: matches SciPy's `pearsonr` and `spearmanr` (golden file).
    ///
    /// - Parameters:
    ///   - forecasts: One per row, rows in order of time.
    ///   - outcomes: As many.
    ///   - starts: The first row of each time, and at the end the number of rows; see ``starts(of:)``.
    public init(forecasts: [Double], outcomes: [Double], starts: [Int]) {
        requireSameCount(forecasts, outcomes)
        precondition(starts.first ?? 0 >= 0 && starts.last ?? 0 <= forecasts.count, "expected starts within the rows")
        for section in 0..<max(0, starts.count - 1) {
            let rows = (starts[section]..<starts[section + 1]).filter {
                !forecasts[$0].isNaN && !outcomes[$0].isNaN
            }
            guard rows.count > 2 else { continue }
            let x = rows.map { forecasts[$0] }
            let y = rows.map { outcomes[$0] }
            guard let linear = Correlation.pearson(x, y), let ranked = Correlation.spearman(x, y) else { continue }
            sections.append(section)
            pearson.append(linear)
            rank.append(ranked)
        }
    }

    /// The first row of each time, and at the end the number of rows, of rows in order of time.
    public static func starts(of times: [Instant]) -> [Int] {
        var starts: [Int] = []
        for index in times.indices where index == 0 || times[index] != times[index - 1] { starts.append(index) }
        return starts + [times.count]
    }
}
