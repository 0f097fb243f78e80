import Evaluation
import Kernels
import Scoring

/// What came of forecasts, lowest tenth to highest.
///
/// With a cross-section the tenths are those of each time, so that what moves the whole market is in all of them alike;
/// else those of all times together.
struct ForecastGroups: Sendable {
    /// The mean outcome of a tenth and its 95 % interval, by Newey and West's variance over times.
    struct Group: Sendable {
        let meanForecast: Double
        let meanOutcome: Double
        let low: Double
        let high: Double
    }

    let groups: [Group]
    let isCrossSectional: Bool

    init(_ forecasts: OutOfSampleForecasts, groups count: Int = 10) {
        let rows = forecasts.rows
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        let names = Double(rows.count) / Double(max(1, starts.count - 1))
        isCrossSectional = names >= Double(2 * count)
        let sections = isCrossSectional ? Array(zip(starts, starts.dropFirst())) : [(0, rows.count)]
        // Whose group each row belongs to; −1 where forecasts do not differ.
        var group = [Int](repeating: -1, count: rows.count)
        for (start, end) in sections where end - start >= count {
            let order = (start..<end).sorted {
                (forecasts.locations[$0], $0) < (forecasts.locations[$1], $1)
            }
            guard let first = order.first, let last = order.last,
                forecasts.locations[first] < forecasts.locations[last]
            else { continue }
            for (place, row) in order.enumerated() { group[row] = place * count / order.count }
        }
        let grouping = group
        self.groups = (0..<count).compactMap { wanted in
            ForecastGroups.group(forecasts, starts) { grouping[$0] == wanted }
        }
    }

    private static func group(
        _ forecasts: OutOfSampleForecasts, _ starts: [Int], where isMember: (Int) -> Bool
    ) -> Group? {
        let rows = forecasts.rows
        var (outcomes, sums): ([Double], [Double]) = ([], [])
        var forecast = 0.0
        for (start, end) in zip(starts, starts.dropFirst()) {
            let members = (start..<end).filter(isMember)
            guard !members.isEmpty else { continue }
            outcomes.append(members.reduce(0) { $0 + rows.actual[$1] })
            sums.append(Double(members.count))
            forecast += members.reduce(0) { $0 + forecasts.locations[$1] }
        }
        let total = sums.reduce(0, +)
        guard total > 0 else { return nil }
        let mean = outcomes.reduce(0, +) / total
        let terms = zip(outcomes, sums).map { $0 - mean * $1 }
        let lags = min(2 * (rows.horizonBars - 1), max(0, terms.count - 1))
        let variance = terms.count > 2 ? LongRunVariance.estimate(terms, lags: lags) : .nan
        let error = 1.96 * (max(0, variance) * Double(terms.count)).squareRoot() / total
        return Group(meanForecast: forecast / total, meanOutcome: mean, low: mean - error, high: mean + error)
    }
}
