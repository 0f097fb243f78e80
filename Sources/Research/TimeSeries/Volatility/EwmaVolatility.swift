import Glibc

/// The exponentially weighted moving average of squared returns: σ²ₜ = λ·σ²ₜ₋₁ + (1 − λ)·r²ₜ₋₁, with a mean of 0.
///
/// - Units: log returns per bar; variances are their squares.
/// - Source: J. P. Morgan, "RiskMetrics", 1996; the likelihood equals that of `EWMAVariance` of the `arch` package 8.0.0 to 1e-10
///   (golden file).
public struct EwmaVolatility: Sendable, Equatable, Codable {
    /// The share of the last variance, between 0 and 1.
    public let lambda: Double
    /// The variance of the first return: a backcast from the first 75.
    public let startVariance: Double
    /// The log-likelihood of the fitted returns with normal errors, every constant included.
    public let logLikelihood: Double
    /// How many returns it was made on.
    public let count: Int
    /// λ of RiskMetrics for daily returns.
    public static let riskMetricsLambda = 0.94
    private static let limits = 0.01...0.9999

    /// Takes a given λ.
    ///
    /// - Parameters:
    ///   - lambda: Between 0 and 1.
    ///   - values: Log returns, oldest first; they give the start.
    /// - Throws: ``TimeSeriesError`` for fewer than 2 returns, one that is not a number, returns of 0 only, or a λ out of range.
    public init(lambda: Double = riskMetricsLambda, on values: [Double]) throws(TimeSeriesError) {
        try Self.check(values)
        guard lambda > 0, lambda < 1 else {
            throw .badChoice(model: "EWMA", reason: "expected 0 < λ < 1, was \(lambda)")
        }
        let start = VarianceStart.backcast(values)
        self.lambda = lambda
        startVariance = start
        count = values.count
        logLikelihood = Self.logLikelihood(lambda, start, values)
        guard logLikelihood.isFinite else {
            throw .unsolvable(
                model: "EWMA",
                reason: "a variance is 0 or overflows; give a series that starts with returns other than 0")
        }
    }

    /// Chooses λ by maximum likelihood with normal errors.
    ///
    /// - Parameter values: Log returns, oldest first.
    /// - Returns: The most likely average, λ between 0.01 and 0.9999.
    /// - Throws: ``TimeSeriesError`` as ``init(lambda:on:)`` does.
    /// - As of: uses every return given.
    /// - Complexity: some eighty passes over the returns.
    public static func fit(to values: [Double]) throws(TimeSeriesError) -> EwmaVolatility {
        try check(values)
        let start = VarianceStart.backcast(values)
        let lambda = ScalarSearch(limits, gridCount: 50).minimum { -logLikelihood($0, start, values) }
        return try EwmaVolatility(lambda: lambda, on: values)
    }

    /// The average after a run of returns.
    public func filtered(_ values: [Double]) -> EwmaFilter {
        var filter = EwmaFilter(self)
        for value in values { filter.update(value) }
        return filter
    }

    private static func logLikelihood(_ lambda: Double, _ start: Double, _ values: [Double]) -> Double {
        var variance = start
        var sum = 0.0
        for value in values {
            guard variance > 0 else { return -.infinity }
            sum += log(variance) + value * value / variance
            variance = lambda * variance + (1 - lambda) * value * value
        }
        return -(sum + Double(values.count) * log(2 * Double.pi)) / 2
    }

    private static func check(_ values: [Double]) throws(TimeSeriesError) {
        guard values.count >= 2 else { throw .tooShort(model: "EWMA", needed: 2, was: values.count) }
        if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: "EWMA", index: index) }
    }
}

/// An exponentially weighted variance in the course of a series.
///
/// - As of: holds what was known after the last return given to ``update(_:)``.
/// - Missing: NaN or infinity leaves the variance as it is.
public struct EwmaFilter: Sendable, Equatable, Codable {
    /// The average.
    public let model: EwmaVolatility
    /// The variance of the next return, and of every one after it.
    public private(set) var nextVariance: Double

    /// Starts before the first return.
    public init(_ model: EwmaVolatility) {
        self.model = model
        nextVariance = model.startVariance
    }

    /// Takes in the next return.
    ///
    /// - Complexity: O(1), without allocation.
    public mutating func update(_ value: Double) {
        guard value.isFinite else { return }
        nextVariance = model.lambda * nextVariance + (1 - model.lambda) * value * value
    }

    /// The expected return, 0, and its variance 1 … steps ahead.
    public func forecast(steps: Int) -> ForecastMoments {
        let count = max(0, steps)
        return ForecastMoments(
            means: [Double](repeating: 0, count: count), variances: [Double](repeating: nextVariance, count: count))
    }

    /// The variance of the return over so many bars.
    public func totalVariance(steps: Int) -> Double {
        precondition(steps > 0, "expected at least one step, was \(steps)")
        return Double(steps) * nextVariance
    }

    /// The variance of the return over the next `steps` bars after each of the values.
    ///
    /// - As of: element t uses values ≤ t and forecasts bars t + 1 … t + steps. The filter itself stays as it is.
    /// - Returns: One variance per value; bit-equal to `update` followed by `totalVariance(steps:)`.
    public func forecasts(along values: [Double], steps: Int) -> [Double] {
        precondition(steps > 0, "expected at least one step, was \(steps)")
        var filter = self
        return values.map { value in
            filter.update(value)
            return filter.totalVariance(steps: steps)
        }
    }
}
