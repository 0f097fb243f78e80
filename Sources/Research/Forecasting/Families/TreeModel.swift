import Base
import Boosting
import Explanation
import Kernels

/// Trees of the standardised return on the features: boosted by LightGBM or XGBoost, or a random forest by LightGBM; of its mean,
/// of its sign (`direction`), or of quantiles at the levels of ``QuantileLadder/long``.
struct TreeModel: ModelFamily {
    let kind: ModelKind
    /// One; of quantiles one a level.
    let boosters: [any Booster]
    /// The columns added to the features.
    let categories: CategoryColumns?
    let horizonBars: Int
    /// Whether they say the probability of a return above 0.
    let isDirection: Bool

    var featureCount: Int? { boosters[0].columns - (categories?.names.count ?? 0) }

    func forecast(_ input: ForecastInput) -> ModelForecast {
        withRow(input) { row in forecast(boosters.map { $0.predict(row) }, volatility: input.volatility) }
    }

    /// What the boosters' values for one row are.
    private func forecast(_ values: [Double], volatility: Double) -> ModelForecast {
        let root = Double(horizonBars).squareRoot()
        if isDirection { return ModelForecast(probabilityUp: values[0]) }
        guard values.count > 1 else { return ModelForecast(location: values[0] * volatility * root) }
        return ModelForecast(quantiles: QuantileLadder.long.quantiles(values.sorted(), unit: volatility * root))
    }

    /// Calls `body` with a row's features, the added columns behind them.
    private func withRow<Result>(_ input: ForecastInput, _ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
        guard let categories else { return body(input.features) }
        return (Array(input.features) + categories.values(of: input.symbol)).withUnsafeBufferPointer(body)
    }

    func forecasts(
        _ table: LearningTable, rows: Range<Int>, threads: Int
    ) throws(ForecastingError) -> [ModelForecast] {
        let width = table.featureCount
        let added = categories.map { $0.features(of: table, rows: rows) }
        let values = try (added ?? table.features).withUnsafeBufferPointer { features throws(ForecastingError) in
            let own = rows.lowerBound * width..<rows.upperBound * width
            let block = added == nil ? UnsafeBufferPointer(rebasing: features[own]) : features
            return try boosting { () throws(BoostingError) in
                var lists: [[Double]] = []
                for booster in boosters { lists.append(try booster.predict(rows: block, threads: threads)) }
                return lists
            }
        }
        return rows.enumerated().map { place, row in
            forecast(values.map { $0[place] }, volatility: table.volatility[row])
        }
    }

    /// What each feature adds to the mean or to the median, by TreeSHAP; what the symbol and its sector add is in the base.
    func attribution(_ input: ForecastInput) -> Attribution? {
        guard !isDirection else { return nil }
        let unit = input.volatility * Double(horizonBars).squareRoot()
        return withRow(input) { row in
            // Levels fitted apart may cross; the one whose value is in the middle is the median's.
            let ordered = boosters.map { (value: $0.predict(row), booster: $0) }.sorted { $0.value < $1.value }
            // It fails only for a configuration that reading the booster would have refused.
            guard let values = try? ordered[boosters.count / 2].booster.contributions(row) else { return nil }
            let own = values[..<input.features.count]
            let rest = values[input.features.count...].reduce(0, +)
            return Attribution(base: rest * unit, contributions: own.map { $0 * unit })
        }
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> TreeModel {
        let fit = try TreeFit(specification, slice)
        let boosters =
            switch specification.kind {
            case .quantileTrees:
                try fit.train(
                    LightGBMBooster.self, QuantileLadder.long.levels.map { .quantile(level: $0) }, threads: threads)
            case .xgboost:
                try fit.train(XGBoostBooster.self, [fit.isDirection ? .binary : .mean], threads: threads)
            default: try fit.train(LightGBMBooster.self, [fit.isDirection ? .binary : .mean], threads: threads)
            }
        return TreeModel(
            kind: specification.kind, boosters: boosters, categories: fit.categories,
            horizonBars: slice.table.horizonBars, isDirection: fit.isDirection)
    }

    private struct Body: Codable {
        let horizonBars: Int
        let isDirection: Bool?
        let categories: CategoryColumns.Source?
    }

    /// The native files of a kind, in the order of ``boosters``.
    private static func files(of kind: ModelKind) -> [String] {
        switch kind {
        case .quantileTrees: QuantileLadder.long.levels.map { "model-\($0).txt" }
        case .xgboost: [XGBoostBooster.fileName]
        default: [ModelFolder.trees]
        }
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        let body = Body(
            horizonBars: horizonBars, isDirection: isDirection ? true : nil, categories: categories?.source)
        try ModelFolder.write(body, of: kind, to: folder)
        for (file, booster) in zip(TreeModel.files(of: kind), boosters) {
            let bytes = try boosting { () throws(BoostingError) in try booster.bytes() }
            try ModelFolder.write(bytes, to: "\(folder)/\(file)")
        }
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> TreeModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        var boosters: [any Booster] = []
        for file in files(of: kind) {
            let bytes = try ModelFolder.read("\(folder)/\(file)")
            boosters.append(
                try boosting { () throws(BoostingError) -> any Booster in
                    if kind == .xgboost { return try XGBoostBooster(bytes: bytes) }
                    return try LightGBMBooster(bytes: bytes)
                })
        }
        let categories = body.categories.map(CategoryColumns.init)
        let columns = Set(boosters.map(\.columns))
        guard columns.count == 1, columns.allSatisfy({ $0 >= categories?.names.count ?? 0 }) else {
            throw .unreadable(path: folder, reason: "its trees do not read the same features")
        }
        return TreeModel(
            kind: kind, boosters: boosters, categories: categories, horizonBars: body.horizonBars,
            isDirection: body.isDirection ?? false)
    }
}
