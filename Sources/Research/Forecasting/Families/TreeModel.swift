import Boosting
import Kernels

/// Trees by LightGBM, boosted or as a random forest, of the standardised return on the features.
struct TreeModel: ModelFamily {
    let kind: ModelKind
    let booster: LightGBMBooster
    let horizonBars: Int

    func forecast(_ input: ForecastInput) -> ModelForecast {
        ModelForecast(location: booster.predict(input.features) * input.volatility * Double(horizonBars).squareRoot())
    }

    func forecasts(
        _ table: LearningTable, rows: Range<Int>, threads: Int
    ) throws(ForecastingError) -> [ModelForecast] {
        let root = Double(horizonBars).squareRoot()
        let width = table.featureCount
        let units = try table.features.withUnsafeBufferPointer { features throws(ForecastingError) in
            let block = UnsafeBufferPointer(rebasing: features[rows.lowerBound * width..<rows.upperBound * width])
            return try boosting { () throws(BoostingError) in try booster.predict(rows: block, threads: threads) }
        }
        return zip(rows, units).map { row, unit in ModelForecast(location: unit * table.volatility[row] * root) }
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> TreeModel {
        let table = slice.table
        let targets = StandardisedTargets(slice)
        let settings = specification.lightGBMSettings(rows: slice.rows.count, horizonBars: table.horizonBars)
        let rounds = Int(specification.value("num_iterations"))
        let booster = try table.features.withUnsafeBufferPointer { features throws(ForecastingError) in
            let data = TrainingData(
                features: features, rows: slice.rows.prefix, names: table.featureNames, usedRows: slice.rows.list,
                labels: slice.rows.map { targets.byRow[$0] })
            return try boosting { () throws(BoostingError) in
                try LightGBMBooster.train(data, settings: settings, rounds: rounds, threads: threads)
            }
        }
        return TreeModel(kind: specification.kind, booster: booster, horizonBars: table.horizonBars)
    }

    private struct Body: Codable {
        let horizonBars: Int
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.write(Body(horizonBars: horizonBars), of: kind, to: folder)
        let bytes = try boosting { () throws(BoostingError) in try booster.bytes() }
        try ModelFolder.write(bytes, to: "\(folder)/\(ModelFolder.trees)")
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> TreeModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        let text = try ModelFolder.read("\(folder)/\(ModelFolder.trees)")
        let booster = try boosting { () throws(BoostingError) in try LightGBMBooster(bytes: text) }
        return TreeModel(kind: kind, booster: booster, horizonBars: body.horizonBars)
    }
}

extension TreeModel {
    /// The defaults expect very little signal, as daily returns have: features that together explain half a percent of the
    /// variance make a shrinkage of leaves worth 1 / 0.005 = 200 rows (`prior_rows`) the Bayes-optimal one.
    static func parameters(of kind: ModelKind) -> [String: ModelParameter] {
        guard kind == .randomForest else {
            return [
                "num_iterations": .init(120, 1...10_000), "num_leaves": .init(8, 2...4096),
                "min_leaf_share": .init(0.02, 0...0.5), "prior_rows": .init(200, 0...1e9),
                "feature_fraction": .init(0.5, 0.01...1), "bagging_fraction": .init(0.7, 0.05...1),
                "learning_rate": .init(0.03, 1e-4...1),
            ]
        }
        return [
            "num_iterations": .init(100, 1...10_000), "num_leaves": .init(16, 2...4096),
            "min_leaf_share": .init(0.03, 0...0.5), "prior_rows": .init(100, 0...1e9),
            "feature_fraction": .init(0.33, 0.01...1), "bagging_fraction": .init(0.632, 0.05...0.99),
        ]
    }
}

extension ModelSpecification {
    /// LightGBM's settings for so many training rows.
    ///
    /// Overlapping h-bar targets carry about 1/h of the information of separate ones, so the L2 penalty grows with h.
    func lightGBMSettings(rows: Int, horizonBars: Int) -> BoostingSettings {
        let leafRows = max(20, Int(value("min_leaf_share") * Double(rows)))
        let common = [
            "max_bin": "63", "bagging_freq": "1", "min_data_in_leaf": "\(leafRows)",
            "lambda_l2": "\(value("prior_rows") * Double(horizonBars))", "num_leaves": "\(Int(value("num_leaves")))",
            "bagging_fraction": "\(value("bagging_fraction"))",
        ]
        let own =
            kind == .randomForest
            ? ["boosting": "rf", "feature_fraction_bynode": "\(value("feature_fraction"))"]
            : [
                "boosting": "gbdt", "feature_fraction": "\(value("feature_fraction"))",
                "learning_rate": "\(value("learning_rate"))",
            ]
        return BoostingSettings(seed: seed, parameters: common.merging(own) { $1 })
    }
}
