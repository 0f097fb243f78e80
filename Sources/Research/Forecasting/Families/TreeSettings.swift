import Boosting

extension TreeModel {
    /// The defaults expect very little signal, as daily returns have: features that together explain half a percent of the
    /// variance make a shrinkage of leaves worth 1 / 0.005 = 200 rows (`prior_rows`) the Bayes-optimal one.
    ///
    /// A leaf's quantile is not shrunk by any penalty; so quantiles get few rounds of small trees with large leaves.
    static func parameters(of kind: ModelKind) -> [String: ModelParameter] {
        let alike: [String: ModelParameter] = [
            "symbol_feature": .flag, "sector_feature": .flag, "half_life_bars": .halfLifeBars,
        ]
        return alike.merging(ownParameters(of: kind)) { $1 }
    }

    private static func ownParameters(of kind: ModelKind) -> [String: ModelParameter] {
        switch kind {
        case .randomForest:
            [
                "num_iterations": .init(100, 1...10_000, isWhole: true),
                "num_leaves": .init(16, 2...4096, isWhole: true),
                "min_leaf_share": .init(0.03, 0...0.5), "prior_rows": .init(100, 0...1e9),
                "feature_fraction": .init(0.33, 0.01...1), "bagging_fraction": .init(0.632, 0.05...0.99),
                "direction": .flag,
            ]
        case .quantileTrees:
            [
                "num_iterations": .init(60, 1...10_000, isWhole: true), "num_leaves": .init(4, 2...4096, isWhole: true),
                "min_leaf_share": .init(0.1, 0...0.5), "feature_fraction": .init(0.5, 0.01...1),
                "bagging_fraction": .init(0.7, 0.05...1), "learning_rate": .init(0.03, 1e-4...1),
            ]
        default:
            [
                "num_iterations": .init(120, 1...10_000, isWhole: true),
                "num_leaves": .init(8, 2...4096, isWhole: true),
                "min_leaf_share": .init(0.02, 0...0.5), "prior_rows": .init(200, 0...1e9),
                "feature_fraction": .init(0.5, 0.01...1), "bagging_fraction": .init(0.7, 0.05...1),
                "learning_rate": .init(0.03, 1e-4...1), "direction": .flag,
            ]
        }
    }
}

extension ModelSpecification {
    /// The settings of a library for so many training rows.
    ///
    /// Overlapping h-bar targets carry about 1/h of the information of separate ones, so the L2 penalty, and the size
    /// of leaves that none shrinks, grow with h.
    func treeSettings(
        _ objective: BoostingObjective, rows: Int, meanWeight: Double, horizonBars: Int
    ) -> BoostingSettings {
        var leafRows = max(20, Int(value("min_leaf_share") * Double(rows)))
        var prior = 0.0
        switch objective {
        case .quantile: leafRows = max(leafRows, min(20 * horizonBars, rows / 4))
        // As of logistic regression: a row tells ¼ of log-odds, which are √(8/π) times the mean.
        case .binary: prior = value("prior_rows") * Double(horizonBars) * Double.pi / 8
        default: prior = value("prior_rows") * Double(horizonBars)
        }
        let parameters =
            kind == .xgboost
            ? xgboostParameters(
                // XGBoost counts a leaf's rows by their weights and, of log-odds, the ¼ that each tells.
                leafWeight: Double(leafRows) * meanWeight * (objective == .binary ? 0.25 : 1), prior: prior)
            : lightGBMParameters(leafRows: leafRows, prior: prior)
        return BoostingSettings(objective: objective, seed: seed, parameters: parameters)
    }

    private func lightGBMParameters(leafRows: Int, prior: Double) -> [String: String] {
        let common = [
            "max_bin": "63", "bagging_freq": "1", "min_data_in_leaf": "\(leafRows)", "lambda_l2": "\(prior)",
            "num_leaves": "\(Int(value("num_leaves")))", "bagging_fraction": "\(value("bagging_fraction"))",
        ]
        let own =
            kind == .randomForest
            ? ["boosting": "rf", "feature_fraction_bynode": "\(value("feature_fraction"))"]
            : [
                "boosting": "gbdt", "feature_fraction": "\(value("feature_fraction"))",
                "learning_rate": "\(value("learning_rate"))",
            ]
        return common.merging(own) { $1 }
    }

    /// Trees that grow leaf by leaf on 63 bins, as LightGBM's.
    private func xgboostParameters(leafWeight: Double, prior: Double) -> [String: String] {
        [
            "max_bin": "63", "grow_policy": "lossguide", "max_depth": "0", "max_leaves": "\(Int(value("num_leaves")))",
            "min_child_weight": "\(leafWeight)", "reg_lambda": "\(prior)", "subsample": "\(value("bagging_fraction"))",
            "colsample_bytree": "\(value("feature_fraction"))", "learning_rate": "\(value("learning_rate"))",
        ]
    }
}
