import TestKit
import TimeSeries

/// What statsmodels and statsforecast say of a few simulated series.
struct ArimaGolden: Decodable {
    struct Likelihood: Decodable {
        let series: Int
        let order: [Int]
        let weights: [Double]
        let constant: Double?
        let variance: Double
        let logLikelihood: Double
        let means: [Double]
        let variances: [Double]
    }

    struct Fit: Decodable {
        let series: Int
        let order: [Int]
        let hasConstant: Bool
        let logLikelihood: Double
    }

    struct Automatic: Decodable {
        let series: Int
        let season: Int
        let order: [Int]
        let aicc: Double
    }

    struct Criteria: Decodable {
        let aic: Double
        let aicc: Double
        let bic: Double
    }

    struct Decomposition: Decodable {
        let seasonal: [Double]
        let trend: [Double]
        let shortSeasonal: [Double]
        let shortTrend: [Double]
    }

    let series: [[Double]]
    let likelihoods: [Likelihood]
    let fits: [Fit]
    let automatic: [Automatic]
    let criteria: Criteria
    /// Series, lags, statistic.
    let stationarity: [[Double]]
    let decomposition: Decomposition

    static func load() throws -> ArimaGolden { try Golden.load(ArimaGolden.self, "arima") }
}

extension ArimaOrder {
    /// An order from p, d, q, P, D, Q, m.
    init(_ orders: [Int], hasConstant: Bool = false) throws {
        try self.init(
            ar: orders[0], differences: orders[1], ma: orders[2], seasonalAR: orders[3], seasonalDifferences: orders[4],
            seasonalMA: orders[5], season: orders[6], hasConstant: hasConstant)
    }

    var numbers: [Int] { [ar, differences, ma, seasonalAR, seasonalDifferences, seasonalMA, season] }
}

extension ArimaModel {
    /// A model whose weights are listed one part after another.
    init(_ order: ArimaOrder, weights: [Double], constant: Double = 0, variance: Double = 1) throws {
        var rest = weights[...]
        func take(_ count: Int) -> [Double] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        try self.init(
            order: order, ar: take(order.ar), ma: take(order.ma), seasonalAR: take(order.seasonalAR),
            seasonalMA: take(order.seasonalMA), constant: constant, variance: variance)
    }

    init(_ golden: ArimaGolden.Likelihood) throws {
        try self.init(
            ArimaOrder(golden.order, hasConstant: golden.constant != nil), weights: golden.weights,
            constant: golden.constant ?? 0, variance: golden.variance)
    }
}
