import Glibc

/// An ARIMA model fitted to a series, and how well it fits.
public struct ArimaFit: Sendable, Hashable, Codable {
    /// The model.
    public let model: ArimaModel
    /// The largest exact Gaussian log-likelihood found.
    public let logLikelihood: Double
    /// How many values it is the likelihood of: those left after differencing.
    public let observations: Int

    /// How many parameters were estimated, the variance with them, as R and statsforecast count.
    public var parameterCount: Int { model.order.coefficientCount + 1 }

    /// Akaike's criterion.
    public var aic: Double { scores.aic }

    /// Akaike's criterion corrected for few values; infinite where there are hardly more values than parameters.
    public var aicc: Double { scores.aicc }

    /// The Bayesian criterion.
    public var bic: Double { scores.bic }

    private var scores: FitScores {
        FitScores(logLikelihood: logLikelihood, observations: observations, parameters: parameterCount)
    }
}

/// The information criteria of a fit.
struct FitScores {
    let logLikelihood: Double
    let observations: Int
    let parameters: Int

    var aic: Double { -2 * logLikelihood + 2 * Double(parameters) }

    var aicc: Double {
        let left = observations - parameters - 1
        return left > 0 ? aic + Double(2 * parameters * (parameters + 1)) / Double(left) : .infinity
    }

    var bic: Double { aic + Double(parameters) * (log(Double(observations)) - 2) }
}

extension ArimaModel {
    /// Fits a model of the given order by exact maximum likelihood, from many starts.
    ///
    /// - Units: the series' own.
    /// - As of: uses every value given.
    /// - Missing: refused; fill or remove first.
    /// - Source: the log-likelihood is at most 1e-3 below statsmodels' default fit on every series tried, mostly above it.
    ///
    /// - Parameters:
    ///   - values: The series, oldest first, not differenced.
    ///   - order: The orders.
    /// - Returns: The most likely model found.
    /// - Throws: ``TimeSeriesError`` for too few values, one that is not a number, or a series that is constant after
    ///   differencing.
    /// - Complexity: O(values) per evaluation of the likelihood, some hundreds of evaluations; no allocation per value.
    public static func fit(_ values: [Double], order: ArimaOrder) throws(TimeSeriesError) -> ArimaFit {
        try order.check(values, needed: order.valuesNeeded)
        let differenced = order.differenced(values)
        try order.checkVaries(differenced, of: values)
        let estimator = ArimaEstimator(differenced, order: order)
        return try estimator.fit(at: estimator.thorough(from: []).coordinates)
    }
}

extension ArimaOrder {
    /// Refuses a series that is constant, but for rounding, once it is differenced.
    func checkVaries(_ differenced: [Double], of values: [Double]) throws(TimeSeriesError) {
        let size = values.reduce(0) { Swift.max($0, abs($1)) }
        let (low, high) = differenced.reduce((Double.infinity, -Double.infinity)) {
            (Swift.min($0.0, $1), Swift.max($0.1, $1))
        }
        guard high - low <= 1e-13 * size else { return }
        throw .unsolvable(model: "\(self)", reason: "the series is constant after differencing")
    }
}

/// Estimates one order on one differenced series.
struct ArimaEstimator {
    private let search: ArmaSearch
    private let likelihood: ArmaLikelihood
    private let starts: ArimaStarts

    init(_ differenced: [Double], order: ArimaOrder) {
        let longest = max(order.degreeAR, order.degreeMA)
        let long = LongAutoregression(differenced, isCentred: order.hasConstant, longestLag: longest)
        self.init(differenced, order: order, long: long)
    }

    /// Keeps a series; no polynomial's root will be nearer to zero than `leastRoot`.
    init(_ differenced: [Double], order: ArimaOrder, long: LongAutoregression, leastRoot: Double = 1) {
        likelihood = ArmaLikelihood(differenced, order: order)
        search = ArmaSearch(likelihood, leastRoot: leastRoot)
        starts = ArimaStarts(order: order, long: long)
    }

    /// The best of a few walks: from the points given and from the regression.
    func quick(from given: [[Double]]) -> ArmaSearch.Point {
        let begins = given + [starts.regression ?? starts.zero]
        return ranked(begins.map { search.descend(from: $0, tolerance: 1e-4, limit: 25) })[0]
    }

    /// The best of many walks: short ones from all starts, longer ones where those came furthest, the best to the end.
    func thorough(from given: [[Double]]) -> ArmaSearch.Point {
        let size = starts.zero.count
        guard size > 0 else { return search.descend(from: [], tolerance: 0, limit: 0) }
        var begins = given + [starts.zero] + (starts.regression.map { [$0] } ?? []) + starts.partials
        if size > 1 { begins += starts.cancelling + starts.scattered(min(2 + 2 * size, 10)) }
        let short = ranked(begins.map { search.descend(from: $0, tolerance: 1e-2, limit: 8) })
        let long = ranked(short.prefix(10).map { search.descend(from: $0.coordinates, tolerance: 1e-3, limit: 25) })
        let finished = long.prefix(3).map { polished($0.coordinates) }
        return ranked(finished).first ?? short[0]
    }

    private func ranked(_ points: [ArmaSearch.Point]) -> [ArmaSearch.Point] {
        points.sorted { $0.sumOfSquares < $1.sumOfSquares }
    }

    /// A walk to the end from one point.
    func polished(_ coordinates: [Double]) -> ArmaSearch.Point {
        search.descend(from: coordinates, tolerance: 1e-7, limit: 200)
    }

    /// The log-likelihood at a point; −∞ where it has none.
    func logLikelihood(_ point: ArmaSearch.Point) -> Double {
        guard point.sumOfSquares.isFinite else { return -.infinity }
        let count = Double(likelihood.count)
        return -0.5 * count * (log(2 * Double.pi * point.sumOfSquares / count) + 1)
    }

    /// The model at a point.
    func fit(at coordinates: [Double]) throws(TimeSeriesError) -> ArimaFit {
        let order = likelihood.order
        let weights = search.weights(coordinates)
        likelihood.setWeights(weights)
        guard likelihood.evaluate(), likelihood.variance > 0 else {
            throw .unsolvable(model: "\(order)", reason: "no parameters give a finite likelihood")
        }
        let model = try ArimaModel(
            order: order, ar: weights.ar, ma: weights.ma, seasonalAR: weights.seasonalAR,
            seasonalMA: weights.seasonalMA, constant: likelihood.constant, variance: likelihood.variance)
        return ArimaFit(model: model, logLikelihood: likelihood.logLikelihood, observations: likelihood.count)
    }
}
