import Boosting
import FoundationEssentials
import TestKit

/// Boosters as Python's packages train them; see Goldens/boosters.py.
struct BoostersGolden: Decodable {
    struct Case: Decodable {
        let text: String?
        let scores: [Double]
        let predictions: [Double]
        let contributions: [Double]
        let gain: [Double]
        let splits: [Double]
    }

    struct Shap: Decodable {
        let lightgbm: [Double]
        let xgboost: [Double]
    }

    let names: [String]
    let trainingRows: Int
    let explainedRows: Int
    let features: [Double?]
    let labels: [Double]
    let weights: [Double]
    let lightgbm: [String: Case]
    let xgboost: [String: Case]
    let shap: Shap
    let xgboostModel: String

    static func load() throws -> BoostersGolden { try Golden.load(BoostersGolden.self, "boosters") }

    var matrix: TestMatrix { TestMatrix(values: features.map { $0 ?? .nan }, names: names) }

    /// Every sixth row, as Python predicted.
    var someRows: TestMatrix {
        let width = names.count
        let rows = stride(from: 0, to: labels.count, by: 6)
        return TestMatrix(values: rows.flatMap { matrix.values[$0 * width..<($0 + 1) * width] }, names: names)
    }

    var explained: TestMatrix {
        TestMatrix(values: Array(matrix.values.prefix(explainedRows * names.count)), names: names)
    }

    func target(_ name: String) -> [Double] { name == "binary" ? labels.map { $0 > 0 ? 1 : 0 } : labels }

    /// Trains a case as Python did, with the later rows as validation.
    func train<Training: BoosterTraining>(
        _ name: String, _ settings: BoostingSettings, rounds: Int, as type: Training.Type, threads: Int = 1
    ) throws -> Training {
        let labels = target(name)
        return try matrix.values.withUnsafeBufferPointer { features in
            let data = TrainingData(
                features: features, rows: trainingRows, names: names, labels: Array(labels.prefix(trainingRows)),
                weights: name == "weighted" ? Array(weights.prefix(trainingRows)) : nil,
                categoricalColumns: name == "categorical" ? [3] : [])
            let rest = UnsafeBufferPointer(rebasing: features[(trainingRows * names.count)...])
            let later = TrainingData(
                features: rest, rows: labels.count - trainingRows, names: names,
                labels: Array(labels.dropFirst(trainingRows)), categoricalColumns: data.categoricalColumns)
            let dataset = try Training.Dataset(data, settings: settings, reference: nil, threads: threads)
            let validation = try Training.Dataset(later, settings: settings, reference: dataset, threads: threads)
            let training = try Training(on: dataset, validation: validation, settings: settings, threads: threads)
            try training.run(rounds: rounds)
            return training
        }
    }
}

/// The objectives and metrics of the cases.
enum GoldenCase {
    static func objective(_ name: String) -> (BoostingObjective, BoostingMetric) {
        switch name {
        case "quantile": (.quantile(level: 0.1), .pinball)
        case "binary": (.binary, .logLoss)
        case "huber": (.huber(size: 0.8), .meanAbsoluteError)
        default: (.mean, .rootMeanSquaredError)
        }
    }

    static func lightGBM(_ name: String) -> BoostingSettings {
        var parameters = [
            "num_leaves": "6", "min_data_in_leaf": "10", "bagging_freq": "1", "bagging_fraction": "0.8",
        ]
        if name == "categorical" {
            parameters.merge(["min_data_per_group": "10", "cat_smooth": "2", "max_cat_to_onehot": "2"]) { $1 }
        }
        if name == "forest" { parameters.merge(["boosting": "rf", "feature_fraction_bynode": "0.5"]) { $1 } }
        let (objective, metric) = objective(name)
        return BoostingSettings(objective: objective, metric: metric, seed: 5, parameters: parameters)
    }

    static func xgboost(_ name: String) -> BoostingSettings {
        var parameters = ["max_depth": "3", "eta": "0.3", "subsample": "0.8"]
        if name == "forest" {
            parameters.merge(["num_parallel_tree": "10", "eta": "1", "colsample_bynode": "0.5"]) { $1 }
        }
        let (objective, metric) = objective(name)
        return BoostingSettings(objective: objective, metric: metric, seed: 5, parameters: parameters)
    }
}

/// A row-major matrix.
struct TestMatrix {
    var values: [Double]
    let names: [String]

    var rows: Int { values.count / names.count }

    func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Double>) throws -> Result) rethrows -> Result {
        try values.withUnsafeBufferPointer { values in
            try body(UnsafeBufferPointer(rebasing: values[row * names.count..<(row + 1) * names.count]))
        }
    }

    func predictions(_ booster: some Booster, threads: Int = 1) throws -> [Double] {
        try values.withUnsafeBufferPointer { try booster.predict(rows: $0, threads: threads) }
    }

    func singles(_ booster: some Booster) -> [Double] { (0..<rows).map { withRow($0) { booster.predict($0) } } }

    func contributions(_ booster: some Booster, threads: Int = 1) throws -> [Double] {
        try values.withUnsafeBufferPointer { try booster.contributions(rows: $0, threads: threads) }
    }
}
