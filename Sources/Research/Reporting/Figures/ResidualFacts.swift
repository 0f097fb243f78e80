import Evaluation
import Kernels
import Scoring

/// What is left when a model's forecasts are taken off what came, in units of the forecast's scale.
struct ResidualFacts: Sendable {
    /// The middles of the histogram's bins, and the density in each.
    let histogram: [ChartPoint]
    /// How wide a bin is.
    let binWidth: Double
    /// The normal distribution's quantiles and the residuals', at 0.001 … 0.999.
    let quantiles: [ChartPoint]
    /// The mean and the standard deviation.
    let mean: Double
    let deviation: Double
    /// The autocorrelation of the mean residual of each time at the lags 1, 2 and so on.
    let autocorrelation: [Double]
    /// How many times that is of.
    let times: Int

    private static let edge = 5.0

    /// - Note: `nil` for fewer than 10 residuals, or such as do not vary.
    init?(_ reading: ForecastReading, _ rows: OutOfSampleRows) {
        let units = reading.units.filter(\.isFinite)
        let variance = Statistics.variance(units)
        guard units.count >= 10, variance > 0 else { return nil }
        mean = Statistics.mean(units)
        deviation = variance.squareRoot()
        let width = units.count > 5000 ? 0.1 : units.count > 500 ? 0.25 : 0.5
        var counts = [Int](repeating: 0, count: Int((2 * ResidualFacts.edge / width).rounded()))
        for unit in units where abs(unit) < ResidualFacts.edge {
            counts[min(counts.count - 1, Int((unit + ResidualFacts.edge) / width))] += 1
        }
        binWidth = width
        histogram = counts.enumerated().map { place, count in
            ChartPoint(
                x: -ResidualFacts.edge + (Double(place) + 0.5) * width, y: Double(count) / Double(units.count) / width)
        }
        let levels = [0.001, 0.0025, 0.005] + (1...99).map { Double($0) / 100 } + [0.995, 0.9975, 0.999]
        let seen = levels.filter { $0 * Double(units.count) >= 1 && (1 - $0) * Double(units.count) >= 1 }
        let found = Statistics.quantiles(units, levels: seen)
        quantiles = zip(seen, found).map { ChartPoint(x: NormalDistribution.quantile($0), y: $1) }
        let means = ResidualFacts.means(reading.units, rows)
        times = means.count
        autocorrelation = ResidualFacts.autocorrelation(means, lags: min(30, means.count / 4))
    }

    /// The mean residual of each time.
    private static func means(_ units: [Double], _ rows: OutOfSampleRows) -> [Double] {
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        return zip(starts, starts.dropFirst()).compactMap { start, end in
            let finite = units[start..<end].filter(\.isFinite)
            return finite.isEmpty ? nil : Statistics.mean(Array(finite))
        }
    }

    private static func autocorrelation(_ values: [Double], lags: Int) -> [Double] {
        let mean = Statistics.mean(values)
        let centred = values.map { $0 - mean }
        let total = centred.reduce(0) { $0 + $1 * $1 }
        guard total > 0, lags > 0 else { return [] }
        return (1...lags).map { lag in
            (lag..<centred.count).reduce(0) { $0 + centred[$1] * centred[$1 - lag] } / total
        }
    }
}
