/// A series split into a season, a trend and a remainder by local regression (STL).
///
/// - Source: Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 1990, without the robust weights;
///   matches statsmodels' `STL(seasonal=11, seasonal_deg=0)`, the settings of R's `mstl`, to 1e-10 (golden file).
public struct SeasonalDecomposition: Sendable, Equatable {
    /// The part that repeats.
    public let seasonal: [Double]
    /// The slow part.
    public let trend: [Double]
    /// What neither explains.
    public let remainder: [Double]

    private static let passes = 5

    /// Splits a series.
    ///
    /// - Missing: refused.
    /// - Parameters:
    ///   - values: The series, at least two seasons long.
    ///   - season: Values per season, at least 2.
    ///   - window: How many seasons a value of the seasonal part looks over, odd and at least 3.
    /// - Throws: ``TimeSeriesError``.
    /// - Complexity: O(values · (season + window)).
    public init(_ values: [Double], season: Int, window: Int = 11) throws(TimeSeriesError) {
        let model = "STL"
        guard season >= 2, season <= ArimaOrder.degreeLimit, window >= 3, window <= 1001, window % 2 == 1 else {
            throw .badChoice(
                model: model,
                reason: "expected a season from 2 to \(ArimaOrder.degreeLimit), an odd window from 3 to 1001")
        }
        guard values.count >= 2 * season else {
            throw .tooShort(model: model, needed: 2 * season, was: values.count)
        }
        try values.checkFinite(model: model)
        let ideal = (1.5 * Double(season) / (1 - 1.5 / Double(window))).rounded(.up)
        let trendWindow = Int(ideal) | 1
        let lowPassWindow = (season + 1) | 1
        var trend = [Double](repeating: 0, count: values.count)
        var seasonal = trend
        for _ in 0..<Self.passes {
            let cycles = Self.cycles(zip(values, trend).map { $0 - $1 }, season, window)
            let averaged = Self.average(Self.average(Self.average(cycles, season), season), 3)
            let low = Loess(averaged, window: lowPassWindow, isLinear: true).smoothed
            seasonal = values.indices.map { cycles[season + $0] - low[$0] }
            trend = Loess(zip(values, seasonal).map { $0 - $1 }, window: trendWindow, isLinear: true).smoothed
        }
        self.seasonal = seasonal
        self.trend = trend
        remainder = values.indices.map { values[$0] - trend[$0] - seasonal[$0] }
    }

    /// How much of what varies about the trend the season explains, from 0 to 1.
    ///
    /// - Source: Wang, Smith and Hyndman, Data Mining and Knowledge Discovery 2006.
    public var seasonalStrength: Double {
        let left = Self.variance(remainder)
        let whole = Self.variance(zip(remainder, seasonal).map { $0 + $1 })
        return whole > 0 ? max(0, min(1, 1 - left / whole)) : 0
    }

    private static func variance(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }

    /// Each place of the season smoothed over the seasons, and continued by one season at both ends.
    private static func cycles(_ values: [Double], _ season: Int, _ window: Int) -> [Double] {
        var result = [Double](repeating: 0, count: values.count + 2 * season)
        for phase in 0..<season {
            let column = stride(from: phase, to: values.count, by: season).map { values[$0] }
            let loess = Loess(column, window: window, isLinear: false)
            let count = column.count
            let before = loess.value(at: -1, over: 0..<min(window, count))
            let after = loess.value(at: count, over: max(0, count - window)..<count)
            for (step, value) in ([before] + loess.smoothed + [after]).enumerated() {
                result[step * season + phase] = value
            }
        }
        return result
    }

    private static func average(_ values: [Double], _ width: Int) -> [Double] {
        var sum = values.prefix(width).reduce(0, +)
        var result = [sum / Double(width)]
        for index in width..<max(width, values.count) {
            sum += values[index] - values[index - width]
            result.append(sum / Double(width))
        }
        return result
    }
}

/// Regression on the nearest values, by tricube weights.
private struct Loess {
    private let values: [Double]
    private let window: Int
    private let isLinear: Bool

    init(_ values: [Double], window: Int, isLinear: Bool) {
        self.values = values
        self.window = window
        self.isLinear = isLinear
    }

    var smoothed: [Double] {
        let count = values.count
        guard count >= 2 else { return values }
        return values.indices.map { place in
            let first = min(max(0, place + 1 - (window + 1) / 2), max(0, count - window))
            return value(at: place, over: first..<min(count, first + window))
        }
    }

    /// The regression's value at a place, over some of the values.
    func value(at place: Int, over range: Range<Int>) -> Double {
        var reach = Double(max(place - range.lowerBound, range.upperBound - 1 - place))
        if window > values.count { reach += Double((window - values.count) / 2) }
        var weights = range.map { index -> Double in
            let distance = Double(abs(index - place))
            if distance > 0.999 * reach { return 0 }
            if distance <= 0.001 * reach { return 1 }
            let share = distance / reach
            let rest = 1 - share * share * share
            return rest * rest * rest
        }
        let total = weights.reduce(0, +)
        guard total > 0 else { return values[min(max(place, 0), values.count - 1)] }
        for index in weights.indices { weights[index] /= total }
        if isLinear, reach > 0 { tilt(&weights, place, range) }
        return zip(weights, values[range]).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private func tilt(_ weights: inout [Double], _ place: Int, _ range: Range<Int>) {
        let centre = zip(weights, range).reduce(0) { $0 + $1.0 * Double($1.1) }
        let spread = zip(weights, range).reduce(0) { $0 + $1.0 * (Double($1.1) - centre) * (Double($1.1) - centre) }
        guard spread.squareRoot() > 0.001 * Double(values.count - 1) else { return }
        let slope = (Double(place) - centre) / spread
        for (index, position) in range.enumerated() { weights[index] *= slope * (Double(position) - centre) + 1 }
    }
}
