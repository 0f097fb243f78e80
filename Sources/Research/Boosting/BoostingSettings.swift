/// What trees are trained to predict.
public enum BoostingObjective: Sendable, Hashable {
    /// The mean, by squared errors.
    case mean
    /// A quantile, by the pinball loss at this level; one booster per level.
    case quantile(level: Double)
    /// The probability that a label is 1 rather than 0.
    case binary
    /// The mean, by errors that count linearly beyond this size: LightGBM by Huber's loss, XGBoost by the pseudo-Huber one.
    case huber(size: Double)

    var lightGBMParameters: [String: String] {
        switch self {
        case .mean: ["objective": "regression"]
        case .quantile(let level): ["objective": "quantile", "alpha": "\(level)"]
        case .binary: ["objective": "binary"]
        case .huber(let size): ["objective": "huber", "alpha": "\(size)"]
        }
    }

    var xgboostParameters: [String: String] {
        switch self {
        case .mean: ["objective": "reg:squarederror"]
        case .quantile(let level): ["objective": "reg:quantileerror", "quantile_alpha": "\(level)"]
        case .binary: ["objective": "binary:logistic"]
        case .huber(let size): ["objective": "reg:pseudohubererror", "huber_slope": "\(size)"]
        }
    }

    func check(labels: [Double]) throws(BoostingError) {
        switch self {
        case .mean: return
        case .quantile(let level):
            guard level > 0, level < 1 else { throw .badData(reason: "expected a quantile in (0, 1), was \(level)") }
        case .binary:
            guard labels.allSatisfy({ $0 == 0 || $0 == 1 }) else {
                throw .badData(reason: "expected labels 0 and 1, found others")
            }
        case .huber(let size):
            guard size > 0, size.isFinite else { throw .badData(reason: "expected a size above 0, was \(size)") }
        }
    }
}

/// What is measured on validation data; less is better.
public enum BoostingMetric: String, Sendable, Hashable, CaseIterable {
    /// The root of the mean squared error.
    case rootMeanSquaredError
    /// The mean absolute error.
    case meanAbsoluteError
    /// The mean pinball loss at the level of the objective, which must be a quantile.
    case pinball
    /// The mean negative log-likelihood of 0 and 1.
    case logLoss

    var lightGBMName: String {
        switch self {
        case .rootMeanSquaredError: "rmse"
        case .meanAbsoluteError: "l1"
        case .pinball: "quantile"
        case .logLoss: "binary_logloss"
        }
    }

    var xgboostName: String {
        switch self {
        case .rootMeanSquaredError: "rmse"
        case .meanAbsoluteError: "mae"
        case .pinball: "quantile"
        case .logLoss: "logloss"
        }
    }
}

/// How trees are trained; with the data it fixes the model's bytes, whatever the number of threads.
public struct BoostingSettings: Sendable, Hashable {
    /// What they predict.
    public var objective: BoostingObjective
    /// What is measured on validation data.
    public var metric: BoostingMetric
    /// Fixes all randomness; its low 31 bits count.
    public var seed: UInt64
    /// Further parameters under the library's own names, as `learning_rate` or `max_depth`.
    ///
    /// Those that determinism rests on are set afterwards and win.
    public var parameters: [String: String]

    /// Makes settings.
    public init(
        objective: BoostingObjective = .mean, metric: BoostingMetric = .rootMeanSquaredError, seed: UInt64 = 0,
        parameters: [String: String] = [:]
    ) {
        self.objective = objective
        self.metric = metric
        self.seed = seed
        self.parameters = parameters
    }

    /// LightGBM's parameter text.
    ///
    /// Histograms are built column by column: row by row their sums would depend on the number of threads.
    /// No number of threads is written, since it would end up in the model's text.
    func lightGBMParameters(categoricalColumns: [Int] = [], isValidated: Bool = false) -> String {
        var all = parameters.merging(objective.lightGBMParameters) { $1 }
        all.merge(["deterministic": "true", "force_col_wise": "true", "verbosity": "-1", "seed": "\(seedBits)"]) { $1 }
        if isValidated { all["metric"] = metric.lightGBMName }
        if !categoricalColumns.isEmpty {
            all["categorical_feature"] = categoricalColumns.map(String.init).joined(separator: ",")
        }
        return all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    /// XGBoost's parameters.
    ///
    /// Its random numbers come from one generator per thread of the process, which other trainings move too; so it is
    /// seeded anew for every round.
    func xgboostParameters(threads: Int) -> [(name: String, value: String)] {
        var all = parameters.merging(objective.xgboostParameters) { $1 }
        let fixed = [
            "tree_method": "hist", "verbosity": "0", "seed": "\(seedBits)", "seed_per_iteration": "1",
            "nthread": "\(max(1, threads))", "eval_metric": metric.xgboostName,
        ]
        all.merge(fixed) { $1 }
        return all.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }

    private var seedBits: UInt64 { seed & 0x7fff_ffff }
}
