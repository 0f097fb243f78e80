/// An ARIMA model with its parameters.
///
/// - Source: matches statsmodels 0.15 (golden file): the log-likelihood that of `SARIMAX(simple_differencing=True)`, which
///   is also R's and statsforecast's but for their approximate diffuse start; forecasts and their variances those of
///   `SARIMAX(use_exact_diffuse=True)`.
public struct ArimaModel: Sendable, Hashable, Codable {
    /// The orders.
    public let order: ArimaOrder
    /// φ₁ … φₚ.
    public let ar: [Double]
    /// θ₁ … θ_q; positive where an innovation pushes the next value the same way.
    public let ma: [Double]
    /// Φ₁ … Φ_P.
    public let seasonalAR: [Double]
    /// Θ₁ … Θ_Q.
    public let seasonalMA: [Double]
    /// The mean of the differenced series, in its units: a level, a drift per step (d = 1) or per season (D = 1).
    public let constant: Double
    /// The variance of the innovations, in squared units of the series.
    public let variance: Double

    /// Makes a model of given parameters.
    ///
    /// - Parameters:
    ///   - order: The orders; each list has as many weights as its order says.
    ///   - ar: φ; the weights must be those of a stationary series, as Φ.
    ///   - ma: θ; not invertible ones are allowed.
    ///   - seasonalAR: Φ.
    ///   - seasonalMA: Θ.
    ///   - constant: The mean of the differenced series; 0 unless the order has one.
    ///   - variance: The variance of the innovations, above 0.
    /// - Throws: ``TimeSeriesError/badChoice(model:reason:)`` where that is not so.
    public init(
        order: ArimaOrder, ar: [Double] = [], ma: [Double] = [], seasonalAR: [Double] = [], seasonalMA: [Double] = [],
        constant: Double = 0, variance: Double
    ) throws(TimeSeriesError) {
        self.order = order
        self.ar = ar
        self.ma = ma
        self.seasonalAR = seasonalAR
        self.seasonalMA = seasonalMA
        self.constant = constant
        self.variance = variance
        if let fault { throw .badChoice(model: "\(order)", reason: fault) }
    }

    /// Reads a model and checks it as the initialiser does.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            order: box.decode(ArimaOrder.self, forKey: .order), ar: box.decode([Double].self, forKey: .ar),
            ma: box.decode([Double].self, forKey: .ma), seasonalAR: box.decode([Double].self, forKey: .seasonalAR),
            seasonalMA: box.decode([Double].self, forKey: .seasonalMA),
            constant: box.decode(Double.self, forKey: .constant), variance: box.decode(Double.self, forKey: .variance))
    }

    private var fault: String? {
        let lists = [ar, ma, seasonalAR, seasonalMA]
        if lists.map(\.count) != [order.ar, order.ma, order.seasonalAR, order.seasonalMA] {
            return "expected as many weights as the order says, was \(lists.map(\.count))"
        }
        if !lists.joined().allSatisfy(\.isFinite) || !constant.isFinite { return "a parameter is not a number" }
        if !(variance > 0 && variance.isFinite) { return "the variance must be above 0, was \(variance)" }
        if !order.hasConstant, constant != 0 { return "the order has no constant, but the model has \(constant)" }
        // The very recursion that later starts the filter, so that no rounding can part them.
        let likelihood = ArmaLikelihood([], order: order)
        likelihood.setWeights(weights)
        return likelihood.evaluate() ? nil : "its autoregressive weights are not those of a stationary series"
    }

    /// The exact Gaussian log-likelihood of the differenced series.
    ///
    /// - As of: uses every value given.
    /// - Missing: refused.
    /// - Throws: ``TimeSeriesError`` for too few values or one that is not a number.
    /// - Complexity: O(values · state) until the filter's gain is steady, then O(values · weights).
    public func logLikelihood(of values: [Double]) throws(TimeSeriesError) -> Double {
        try order.check(values, needed: order.valuesLost + 1)
        let likelihood = ArmaLikelihood(order.differenced(values), order: order)
        likelihood.setWeights(weights)
        guard likelihood.evaluate(constant: constant) else {
            throw .unsolvable(model: "\(order)", reason: "the likelihood is not finite at its parameters")
        }
        return likelihood.logLikelihood(variance: variance)
    }

    var weights: ArmaWeights { ArmaWeights(ar: ar, ma: ma, seasonalAR: seasonalAR, seasonalMA: seasonalMA) }
}

extension ArimaModel {
    /// Forecasts of the values that follow a series.
    ///
    /// - Throws: ``TimeSeriesError`` for too few values, one that is not a number, or fewer than one step.
    public func forecast(after values: [Double], steps: Int) throws(TimeSeriesError) -> ArimaForecast {
        var filter = ArimaFilter(self)
        for value in values { try filter.update(value) }
        return try filter.forecast(steps: steps)
    }

    /// The forecast of the value `steps` later from each place of a series, with the parameters held fixed.
    ///
    /// - As of: element t uses values up to and with t.
    /// - Missing: refused in `values`; NaN in the result while fewer values lie behind than the differencing uses up.
    /// - Throws: ``TimeSeriesError`` for a value that is not a number or fewer than one step.
    /// - Complexity: O(state) per value once the filter's gain is steady, whatever the number of steps.
    public func forecasts(along values: [Double], steps: Int) throws(TimeSeriesError) -> [Double] {
        let horizon = try ForecastWeights(self, steps: steps)
        var filter = ArimaFilter(self)
        var result: [Double] = []
        result.reserveCapacity(values.count)
        for value in values {
            try filter.update(value)
            result.append(filter.isReady ? filter.forecast(horizon) : .nan)
        }
        return result
    }

    /// Each value less its forecast one step before.
    ///
    /// - Missing: refused in `values`; NaN where there was no forecast yet.
    /// - Throws: ``TimeSeriesError`` for a value that is not a number.
    public func innovations(of values: [Double]) throws(TimeSeriesError) -> [Double] {
        var filter = ArimaFilter(self)
        var result: [Double] = []
        result.reserveCapacity(values.count)
        for value in values { result.append(try filter.update(value) ?? .nan) }
        return result
    }
}
