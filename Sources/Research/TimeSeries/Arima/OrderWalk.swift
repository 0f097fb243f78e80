/// The search over orders on one differenced series.
struct OrderWalk {
    private let settings: AutoArima
    private let differenced: [Double]
    /// The orders with no weights and no constant.
    private let simplest: ArimaOrder
    private let limits: AutoArima.Limits
    private let hasChoiceOfConstant: Bool
    /// The long autoregression about zero, and that about the mean.
    private let long: [LongAutoregression]
    private var tried: Set<ArimaOrder> = []
    private var best: Candidate

    /// A model tried.
    private struct Candidate {
        let order: ArimaOrder
        let coordinates: [Double]
        let criterion: Double
    }

    /// A step from one order to a neighbour.
    private struct Move {
        var ar = 0
        var ma = 0
        var seasonalAR = 0
        var seasonalMA = 0
        var togglesConstant = false
    }

    /// The neighbours in the order in which they are tried: each part down and up, then both parts.
    private static let moves: [Move] = {
        let steps = [(-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)]
        return steps.map { Move(seasonalAR: $0.0, seasonalMA: $0.1) } + steps.map { Move(ar: $0.0, ma: $0.1) }
            + [Move(togglesConstant: true)]
    }()

    init(_ settings: AutoArima, _ differenced: [Double], _ simplest: ArimaOrder) {
        self.settings = settings
        self.differenced = differenced
        self.simplest = simplest
        let total = differenced.count + simplest.valuesLost
        var limits = settings.limits
        func bound(_ limit: Int, _ most: Int) -> Int { max(0, min(limit, most)) }
        let isSeasonal = simplest.season > 1
        let most = isSeasonal ? min(total / 3, simplest.season - 1) : total / 3
        limits.ar = bound(limits.ar, most)
        limits.ma = bound(limits.ma, most)
        limits.seasonalAR = isSeasonal ? bound(limits.seasonalAR, total / 3 / simplest.season) : 0
        limits.seasonalMA = isSeasonal ? bound(limits.seasonalMA, total / 3 / simplest.season) : 0
        self.limits = limits
        hasChoiceOfConstant =
            settings.allowsConstant && simplest.differences + simplest.seasonalDifferences <= 1
        let longest = max(limits.ar, limits.ma) + simplest.season * max(limits.seasonalAR, limits.seasonalMA)
        let series = differenced
        long = [false, true].map { LongAutoregression(series, isCentred: $0, longestLag: longest) }
        best = Candidate(order: simplest, coordinates: [], criterion: .infinity)
    }

    /// Walks from neighbour to neighbour.
    mutating func stepwise() throws(TimeSeriesError) -> ArimaFit {
        let isShort = differenced.count + simplest.valuesLost < 10
        let (start, seasonalStart) = isShort ? (1, 0) : (2, 1)
        let constant = hasChoiceOfConstant
        try consider(order(start, start, seasonalStart, seasonalStart, constant))
        try consider(order(0, 0, 0, 0, constant))
        try consider(order(1, 0, 1, 0, constant))
        try consider(order(0, 1, 0, 1, constant))
        if constant { try consider(order(0, 0, 0, 0, false)) }
        var hasImproved = true
        while hasImproved, tried.count < limits.models {
            hasImproved = false
            for move in Self.moves {
                guard let next = try neighbour(move), try consider(next) else { continue }
                hasImproved = true
                break
            }
        }
        return try finish()
    }

    /// Tries all orders up to the limit of their sum.
    mutating func full() throws(TimeSeriesError) -> ArimaFit {
        for ar in 0...limits.ar {
            for ma in 0...limits.ma {
                for seasonalAR in 0...limits.seasonalAR {
                    for seasonalMA in 0...limits.seasonalMA where ar + ma + seasonalAR + seasonalMA <= limits.sum {
                        try consider(order(ar, ma, seasonalAR, seasonalMA, false))
                        if hasChoiceOfConstant { try consider(order(ar, ma, seasonalAR, seasonalMA, true)) }
                    }
                }
            }
        }
        return try finish()
    }

    private func order(
        _ ar: Int, _ ma: Int, _ seasonalAR: Int, _ seasonalMA: Int, _ hasConstant: Bool
    ) throws(TimeSeriesError) -> ArimaOrder {
        try ArimaOrder(
            ar: min(ar, limits.ar), differences: simplest.differences, ma: min(ma, limits.ma),
            seasonalAR: min(seasonalAR, limits.seasonalAR), seasonalDifferences: simplest.seasonalDifferences,
            seasonalMA: min(seasonalMA, limits.seasonalMA), season: simplest.season, hasConstant: hasConstant)
    }

    /// The order one move away from the best; `nil` where there is none or it leaves the limits.
    private func neighbour(_ move: Move) throws(TimeSeriesError) -> ArimaOrder? {
        let from = best.order
        let (ar, ma) = (from.ar + move.ar, from.ma + move.ma)
        let (seasonalAR, seasonalMA) = (from.seasonalAR + move.seasonalAR, from.seasonalMA + move.seasonalMA)
        guard (0...limits.ar).contains(ar), (0...limits.ma).contains(ma),
            (0...limits.seasonalAR).contains(seasonalAR), (0...limits.seasonalMA).contains(seasonalMA),
            hasChoiceOfConstant || !move.togglesConstant
        else { return nil }
        return try order(ar, ma, seasonalAR, seasonalMA, from.hasConstant != move.togglesConstant)
    }

    /// Fits a model unless it was fitted before, and keeps it if it is the best so far.
    @discardableResult
    private mutating func consider(_ order: ArimaOrder) throws(TimeSeriesError) -> Bool {
        guard tried.count < limits.models || !settings.isStepwise, tried.insert(order).inserted,
            differenced.count > order.coefficientCount + 2
        else { return false }
        let estimator = estimator(order)
        let warm = best.criterion.isFinite ? [order.adapted(best.coordinates, from: best.order)] : []
        let point = estimator.quick(from: warm)
        let logLikelihood = estimator.logLikelihood(point)
        let criterion = value(logLikelihood, order)
        guard criterion < best.criterion else { return false }
        best = Candidate(order: order, coordinates: point.coordinates, criterion: criterion)
        return true
    }

    private func value(_ logLikelihood: Double, _ order: ArimaOrder) -> Double {
        let scores = FitScores(
            logLikelihood: logLikelihood, observations: differenced.count, parameters: order.coefficientCount + 1)
        return switch settings.criterion {
        case .aicc: scores.aicc
        case .aic: scores.aic
        case .bic: scores.bic
        }
    }

    private func estimator(_ order: ArimaOrder) -> ArimaEstimator {
        ArimaEstimator(
            differenced, order: order, long: long[order.hasConstant ? 1 : 0], leastRoot: settings.leastRoot)
    }

    /// Fits the best order once more, from many starts.
    private func finish() throws(TimeSeriesError) -> ArimaFit {
        let estimator = estimator(best.order)
        return try estimator.fit(at: estimator.thorough(from: [best.coordinates]).coordinates)
    }
}

extension ArimaOrder {
    /// A point of this order's search from one of a neighbour's: partial autocorrelations are dropped or start at zero.
    func adapted(_ coordinates: [Double], from other: ArimaOrder) -> [Double] {
        var rest = coordinates[...]
        let parts = [
            (other.ar, ar), (other.ma, ma), (other.seasonalAR, seasonalAR), (other.seasonalMA, seasonalMA),
        ]
        return parts.flatMap { had, has -> [Double] in
            let part = rest.prefix(had)
            rest = rest.dropFirst(had)
            return part.prefix(has) + [Double](repeating: 0, count: max(0, has - had))
        }
    }
}
