import Base
import Boosting
import Glibc
import Kernels

/// A regression of the next bar's return on the last returns, iterated: each forecast is fed back as if it had come.
///
/// The other families forecast a horizon directly, each with a model of its own; this one learns one bar ahead from all
/// symbols' returns together and reaches any horizon by steps, as an autoregression does. Returns are learnt in units of σ_t,
/// which stays what it is over the steps.
///
/// - As of: reads closes up to the row; learns from returns whose bars closed before the first test block.
/// - Missing: a return beside a close that is not above 0 is missing, which both learners take.
struct RecursiveModel: ModelFamily {
    private enum Learner {
        case ridge(RidgeRegression)
        case trees(LightGBMBooster)
    }

    private let learner: Learner
    private let lags: Int
    private let horizonBars: Int

    var kind: ModelKind { .recursive }
    var readsPrices: Bool { true }

    static func parameters(of kind: ModelKind) -> [String: ModelParameter] {
        [
            "lags": .init(10, 1...250, isWhole: true), "trees": .flag, "expected_r2": .expectedR2, "clip": .clip,
            "num_iterations": .init(120, 1...10_000, isWhole: true), "num_leaves": .init(8, 2...4096, isWhole: true),
            "min_leaf_share": .init(0.02, 0...0.5), "prior_rows": .init(200, 0...1e9),
            "learning_rate": .init(0.03, 1e-4...1),
        ]
    }

    func forecast(_ input: ForecastInput) -> ModelForecast {
        guard let prices = input.prices else { return ModelForecast(location: 0) }
        var returns = RecursiveModel.returns(before: prices.end, of: prices.column, in: input.volatility, lags: lags)
        var sum = 0.0
        for _ in 0..<horizonBars {
            let next = returns.withUnsafeBufferPointer(step)
            sum += next
            returns.removeLast()
            returns.insert(next, at: 0)
        }
        return ModelForecast(location: sum * input.volatility)
    }

    private func step(_ returns: UnsafeBufferPointer<Double>) -> Double {
        switch learner {
        case .ridge(let regression): regression.predict(returns)
        case .trees(let booster): booster.predict(returns)
        }
    }

    /// The last returns before a bar, the newest first, in units of σ; NaN where a close is missing.
    private static func returns(
        before end: Int, of column: PriceColumn, in volatility: Double, lags: Int
    ) -> [Double] {
        (0..<lags).map { lag in
            let place = end - 1 - lag
            return place >= 1 ? move(column, place) / volatility : .nan
        }
    }

    /// The log return of the bar at a place; NaN where a close is not above 0.
    private static func move(_ column: PriceColumn, _ place: Int) -> Double {
        let (before, now) = (column.closes[place - 1], column.closes[place])
        return before > 0 && now > 0 ? log(now / before) : .nan
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> RecursiveModel {
        guard slice.table.target == .ownReturn else {
            throw .unsolvable(
                kind: .recursive,
                reason: "the target is \(slice.table.target), and it learns from a symbol's own closes")
        }
        let lags = Int(specification.value("lags"))
        let rows = rows(slice, lags: lags)
        // Of the rows that the trainer asks for, some lie before a missing close.
        let needed = Trainer.rowsNeeded.skilled / 2
        guard rows.targets.count >= needed else {
            throw .tooFewRows(
                kind: .recursive, horizonBars: slice.table.horizonBars, needed: needed, was: rows.targets.count)
        }
        let learner =
            specification.flag("trees")
            ? try trees(specification, rows, lags: lags, threads: threads) : try ridge(specification, rows, lags: lags)
        return RecursiveModel(learner: learner, lags: lags, horizonBars: slice.table.horizonBars)
    }

    /// The returns before each row and the one after it.
    private static func rows(_ slice: TrainingSlice, lags: Int) -> (features: [Double], targets: [Double]) {
        let table = slice.table
        var (features, targets) = ([Double](), [Double]())
        for row in slice.rows {
            let history = table.history(at: row)
            guard history.end < history.column.closes.count else { continue }
            // Where bars are far apart the next one may lie in what is to be forecast.
            if let limit = slice.pricesEnd, !slice.isTwoSided, history.column.times[history.end] >= limit { continue }
            let unit = move(history.column, history.end) / table.volatility[row]
            guard unit.isFinite else { continue }
            features.append(
                contentsOf: returns(before: history.end, of: history.column, in: table.volatility[row], lags: lags))
            targets.append(max(-StandardisedTargets.limit, min(StandardisedTargets.limit, unit)))
        }
        return (features, targets)
    }

    private static func ridge(
        _ specification: ModelSpecification, _ rows: (features: [Double], targets: [Double]), lags: Int
    ) throws(ForecastingError) -> Learner {
        do {
            let regression = try rows.features.withUnsafeBufferPointer { features in
                try RidgeRegression(
                    features: features, columns: lags, targets: rows.targets,
                    rows: RowSelection(prefix: rows.targets.count),
                    penalty: Double(lags) / specification.value("expected_r2"), clip: specification.value("clip"))
            }
            return .ridge(regression)
        } catch {
            throw .unsolvable(kind: .recursive, reason: "\(error)")
        }
    }

    private static func trees(
        _ specification: ModelSpecification, _ rows: (features: [Double], targets: [Double]), lags: Int, threads: Int
    ) throws(ForecastingError) -> Learner {
        let leafRows = max(20, Int(specification.value("min_leaf_share") * Double(rows.targets.count)))
        let settings = BoostingSettings(
            seed: specification.seed,
            parameters: [
                "max_bin": "63", "num_leaves": "\(Int(specification.value("num_leaves")))",
                "min_data_in_leaf": "\(leafRows)", "lambda_l2": "\(specification.value("prior_rows"))",
                "learning_rate": "\(specification.value("learning_rate"))",
            ])
        return try rows.features.withUnsafeBufferPointer { features throws(ForecastingError) in
            let data = TrainingData(
                features: features, rows: rows.targets.count, names: (1...lags).map { "lag_\($0)" },
                labels: rows.targets)
            let rounds = Int(specification.value("num_iterations"))
            return try boosting { () throws(BoostingError) in
                .trees(try LightGBMBooster.train(data, settings: settings, rounds: rounds, threads: threads))
            }
        }
    }

    // MARK: Saving

    private struct Body: Codable {
        let lags: Int
        let horizonBars: Int
        /// `nil` where the trees lie in a file of their own.
        let ridge: RidgeRegression?
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        switch learner {
        case .ridge(let regression):
            try ModelFolder.write(
                Body(lags: lags, horizonBars: horizonBars, ridge: regression), of: kind, to: folder)
        case .trees(let booster):
            try ModelFolder.write(Body(lags: lags, horizonBars: horizonBars, ridge: nil), of: kind, to: folder)
            let bytes = try boosting { () throws(BoostingError) in try booster.bytes() }
            try ModelFolder.write(bytes, to: "\(folder)/\(ModelFolder.trees)")
        }
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> RecursiveModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        let path = "\(folder)/\(ModelFolder.model)"
        guard body.lags >= 1, body.horizonBars >= 1 else {
            throw .unreadable(path: path, reason: "expected lags and a horizon of 1 or more")
        }
        if let regression = body.ridge {
            guard regression.weights.count == body.lags else {
                throw .unreadable(path: path, reason: "expected a weight for each of \(body.lags) lags")
            }
            return RecursiveModel(learner: .ridge(regression), lags: body.lags, horizonBars: body.horizonBars)
        }
        let bytes = try ModelFolder.read("\(folder)/\(ModelFolder.trees)")
        let booster = try boosting { () throws(BoostingError) in try LightGBMBooster(bytes: bytes) }
        guard booster.columns == body.lags else {
            throw .unreadable(path: path, reason: "expected trees of \(body.lags) lags")
        }
        return RecursiveModel(learner: .trees(booster), lags: body.lags, horizonBars: body.horizonBars)
    }
}
