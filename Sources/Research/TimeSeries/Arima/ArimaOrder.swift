/// The orders (p, d, q)(P, D, Q)[m] of a seasonal ARIMA model, and whether it has a constant.
///
/// With w = (1 − B)^d (1 − B^m)^D y and B the step back by one value, the model says
/// φ(B) Φ(B^m) (w − constant) = θ(B) Θ(B^m) ε, where θ(B) = 1 + θ₁B + … as statsmodels and R write it.
public struct ArimaOrder: Sendable, Hashable, Codable {
    /// p: how many past values it weighs.
    public let ar: Int
    /// d: how often the series is differenced.
    public let differences: Int
    /// q: how many past innovations it weighs.
    public let ma: Int
    /// P: how many values it weighs, each a season further back.
    public let seasonalAR: Int
    /// D: how often the series is differenced over a season.
    public let seasonalDifferences: Int
    /// Q: how many innovations it weighs, each a season further back.
    public let seasonalMA: Int
    /// m: values per season; 1 for a series without seasons.
    public let season: Int
    /// Whether the differenced series has a mean: the level when nothing is differenced, a drift when once.
    public let hasConstant: Bool

    /// The most values back that a model may look; a state of this size is still quick.
    static let degreeLimit = 1000

    /// Describes a model.
    ///
    /// - Throws: ``TimeSeriesError/badChoice(model:reason:)`` for a negative or huge order, seasonal orders without a
    ///   season, or a constant with more than one difference (it would be a quadratic trend).
    public init(
        ar: Int = 0, differences: Int = 0, ma: Int = 0, seasonalAR: Int = 0, seasonalDifferences: Int = 0,
        seasonalMA: Int = 0, season: Int = 1, hasConstant: Bool = false
    ) throws(TimeSeriesError) {
        self.ar = ar
        self.differences = differences
        self.ma = ma
        self.seasonalAR = seasonalAR
        self.seasonalDifferences = seasonalDifferences
        self.seasonalMA = seasonalMA
        self.season = season
        self.hasConstant = hasConstant
        if let fault { throw .badChoice(model: "ARIMA", reason: fault) }
    }

    /// Reads an order and checks it as the initialiser does.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            ar: box.decode(Int.self, forKey: .ar), differences: box.decode(Int.self, forKey: .differences),
            ma: box.decode(Int.self, forKey: .ma), seasonalAR: box.decode(Int.self, forKey: .seasonalAR),
            seasonalDifferences: box.decode(Int.self, forKey: .seasonalDifferences),
            seasonalMA: box.decode(Int.self, forKey: .seasonalMA), season: box.decode(Int.self, forKey: .season),
            hasConstant: box.decode(Bool.self, forKey: .hasConstant))
    }

    /// How many parameters are estimated beside the variance.
    public var coefficientCount: Int { ar + ma + seasonalAR + seasonalMA + (hasConstant ? 1 : 0) }

    /// How many values at the start are used up by differencing: d + m·D.
    public var valuesLost: Int { differences + season * seasonalDifferences }

    private var fault: String? {
        let orders = [ar, differences, ma, seasonalAR, seasonalDifferences, seasonalMA]
        let limit = Self.degreeLimit
        if orders.contains(where: { $0 < 0 }) { return "orders are 0 or more" }
        if season < 1 { return "a season has at least 1 value, was \(season)" }
        if differences > 3 || seasonalDifferences > 2 { return "at most 3 differences and 2 over a season" }
        if orders.contains(where: { $0 > limit }) || season > limit { return "orders and season are at most \(limit)" }
        let longest = [ar + season * seasonalAR, ma + season * seasonalMA, valuesLost].max() ?? 0
        if longest > limit { return "it would look \(longest) values back, at most \(limit)" }
        if season == 1, seasonalAR + seasonalDifferences + seasonalMA > 0 {
            return "seasonal orders need a season longer than 1"
        }
        if hasConstant, differences + seasonalDifferences > 1 { return "a constant needs at most one difference" }
        return nil
    }
}

extension ArimaOrder: CustomStringConvertible {
    /// As R writes it: ARIMA(1,1,2)(0,1,1)[12] with drift.
    public var description: String {
        let seasons =
            season > 1 ? "(\(seasonalAR),\(seasonalDifferences),\(seasonalMA))[\(season)]" : ""
        let constant = hasConstant ? (differences + seasonalDifferences == 0 ? " with mean" : " with drift") : ""
        return "ARIMA(\(ar),\(differences),\(ma))\(seasons)\(constant)"
    }
}

extension ArimaOrder {
    /// The least number of values for which the parameters and the variance can be estimated.
    var valuesNeeded: Int { valuesLost + coefficientCount + 2 }

    /// The degree of φ(B) Φ(B^m).
    var degreeAR: Int { ar + season * seasonalAR }

    /// The degree of θ(B) Θ(B^m).
    var degreeMA: Int { ma + season * seasonalMA }

    /// The size of the state, Harvey's max(p, q + 1).
    var stateCount: Int { max(degreeAR, degreeMA + 1) }

    /// The lags whose weight in a product of an ordinary and a seasonal polynomial is not zero, ascending.
    static func lags(_ ordinary: Int, _ seasonal: Int, _ season: Int) -> [Int] {
        let all = (0...seasonal).flatMap { block in (0...ordinary).map { $0 + block * season } }
        return Set(all).subtracting([0]).sorted()
    }

    /// The weights δ₁, δ₂, … with which y = w + Σ δₖ·y[−k] undoes the differencing.
    var integrationWeights: [Double] {
        var polynomial = [1.0] + [Double](repeating: 0, count: valuesLost)
        func multiply(_ lag: Int) {
            for index in stride(from: polynomial.count - 1, through: lag, by: -1) {
                polynomial[index] -= polynomial[index - lag]
            }
        }
        for _ in 0..<differences { multiply(1) }
        for _ in 0..<seasonalDifferences { multiply(season) }
        return polynomial.dropFirst().map { -$0 }
    }

    /// The differenced series.
    func differenced(_ values: [Double]) -> [Double] {
        var result = values
        for _ in 0..<seasonalDifferences { result = result.differenced(lag: season) }
        for _ in 0..<differences { result = result.differenced(lag: 1) }
        return result
    }

    /// Checks that a series can be used with this order.
    func check(_ values: [Double], needed: Int) throws(TimeSeriesError) {
        if values.count < needed { throw .tooShort(model: "\(self)", needed: needed, was: values.count) }
        try values.checkFinite(model: "\(self)")
    }
}

extension [Double] {
    /// Each value less the one `lag` before it.
    func differenced(lag: Int) -> [Double] { count <= lag ? [] : zip(self[lag...], self).map { $0 - $1 } }

    func checkFinite(model: String) throws(TimeSeriesError) {
        if let index = firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: model, index: index) }
    }
}
