import Boosting

/// What to fit: a family, its parameters and the seed; with the data it fixes the model's bytes.
public struct ModelSpecification: Sendable, Codable, Hashable {
    /// The family.
    public let kind: ModelKind
    /// Every parameter of the family by name; an ensemble's are its members', as `ridge.clip`.
    public let parameters: [String: Double]
    /// Fixes all randomness of the fit.
    public let seed: UInt64

    /// Makes a specification; parameters not given take the family's defaults.
    ///
    /// - Throws: ``ForecastingError/badParameter(kind:name:reason:)`` for an unknown name or a value out of range.
    public init(kind: ModelKind, parameters: [String: Double] = [:], seed: UInt64 = 0) throws(ForecastingError) {
        let bounds = ModelParameter.all(of: kind)
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
            guard let bound = bounds[name] else {
                let known = bounds.keys.sorted().joined(separator: ", ")
                throw .badParameter(kind: kind, name: name, reason: "unknown; the parameters are \(known)")
            }
            guard bound.range.contains(value) else {
                throw .badParameter(kind: kind, name: name, reason: "expected \(bound.range), was \(value)")
            }
        }
        self.init(kind, bounds.mapValues(\.standard).merging(parameters) { $1 }, seed)
    }

    private init(_ kind: ModelKind, _ parameters: [String: Double], _ seed: UInt64) {
        self.kind = kind
        self.parameters = parameters
        self.seed = seed
    }

    /// A family with its default parameters.
    public static func standard(_ kind: ModelKind, seed: UInt64 = 0) -> ModelSpecification {
        ModelSpecification(kind, ModelParameter.all(of: kind).mapValues(\.standard), seed)
    }

    /// The specifications an ensemble is made of; empty for the other families.
    public var members: [ModelSpecification] {
        kind.members.map { member in
            let prefix = "\(member.rawValue)."
            let own = parameters.filter { $0.key.hasPrefix(prefix) }
            let named = own.map { (String($0.key.dropFirst(prefix.count)), $0.value) }
            return ModelSpecification(member, Dictionary(uniqueKeysWithValues: named), seed)
        }
    }

    /// A parameter that `init` has filled in.
    func value(_ name: String) -> Double {
        guard let value = parameters[name] ?? ModelParameter.all(of: kind)[name]?.standard else {
            preconditionFailure("\(kind.rawValue) has no parameter \(name)")
        }
        return value
    }

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

/// A parameter's default and the values it may take.
struct ModelParameter {
    let standard: Double
    let range: ClosedRange<Double>

    /// The parameters of a family by name.
    ///
    /// The defaults expect very little signal, as daily returns have: features that together explain half a percent of
    /// the variance (`expected_r2`) make a ridge penalty of p / 0.005 rows and a shrinkage of tree leaves worth 1 /
    /// 0.005 = 200 rows (`prior_rows`) the Bayes-optimal ones.
    static func all(of kind: ModelKind) -> [String: ModelParameter] {
        switch kind {
        case .persistence, .drift, .seasonalNaive: [:]
        case .ridge: ["expected_r2": .init(0.005, 1e-6...1), "clip": .init(6, 1...100)]
        case .randomForest:
            [
                "num_iterations": .init(100, 1...10_000), "num_leaves": .init(16, 2...4096),
                "min_leaf_share": .init(0.03, 0...0.5), "prior_rows": .init(100, 0...1e9),
                "feature_fraction": .init(0.33, 0.01...1), "bagging_fraction": .init(0.632, 0.05...0.99),
            ]
        case .lightgbm:
            [
                "num_iterations": .init(120, 1...10_000), "num_leaves": .init(8, 2...4096),
                "min_leaf_share": .init(0.02, 0...0.5), "prior_rows": .init(200, 0...1e9),
                "feature_fraction": .init(0.5, 0.01...1), "bagging_fraction": .init(0.7, 0.05...1),
                "learning_rate": .init(0.03, 1e-4...1),
            ]
        case .ensemble:
            Dictionary(
                uniqueKeysWithValues: kind.members.flatMap { member in
                    all(of: member).map { ("\(member.rawValue).\($0.key)", $0.value) }
                })
        }
    }

    private init(_ standard: Double, _ range: ClosedRange<Double>) {
        self.standard = standard
        self.range = range
    }
}
