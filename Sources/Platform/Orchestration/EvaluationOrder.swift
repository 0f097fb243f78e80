public import Base
public import Evaluation
public import Features
public import Forecasting

/// What to evaluate, on what, and how.
public struct EvaluationOrder: Sendable {
    /// The symbols; `nil` is every symbol stored at the interval.
    public var symbols: [Symbol]?
    /// Whether each symbol has models of its own, instead of models of all symbols.
    public var isPerSymbol = false
    /// Which bars.
    public var interval: BarInterval = .day
    /// How many bars ahead, ascending.
    public var horizons: [Int] = [1]
    /// What is forecast.
    public var target: ForecastTarget = .ownReturn
    /// What is judged; the naive families, which cost nothing, come beside it.
    public var specifications: [ModelSpecification] = []
    /// The features.
    public var featureSet: FeatureSet
    /// Rows before it are neither learnt from nor forecast; bars before it only warm features up.
    public var from: Instant?
    /// Bars after it are left out.
    public var through: Instant?
    /// What was known when; `nil` for now.
    public var asOf: Instant?
    /// How the rows are split.
    public var scheme: Evaluator.Scheme = .expanding
    /// How many folds there are.
    public var folds = 8
    /// The share of the time the first fold learns from.
    public var initialTrainFraction = 0.4
    /// Bars left out before each fold, beside the horizon; in cross-validations after each.
    public var embargoBars = 0
    /// The level of the gate's test.
    public var alpha = 0.05
    /// Fixes all randomness.
    public var seed: UInt64 = 0
    /// How many threads may run.
    public var threads = 1
    /// Whether what the best model uses is measured.
    public var ranksFeatures = true
    /// The command line, for the report.
    public var command = ""
    /// Version and commit of the program.
    public var codeVersion: String

    /// Makes an order of nothing but the naive families.
    public init(featureSet: FeatureSet, codeVersion: String) {
        self.featureSet = featureSet
        self.codeVersion = codeVersion
    }

    /// The naive families and what is judged, each once.
    var allSpecifications: [ModelSpecification] {
        let naive = ModelKind.allCases.filter(\.isNaive).map { ModelSpecification.standard($0, seed: seed) }
        var seen: Set<ModelSpecification> = []
        return (naive.filter { own in !specifications.contains { $0.kind == own.kind } } + specifications)
            .filter { seen.insert($0).inserted }
    }

    /// How many models are fitted for one table.
    var fits: Int {
        let splits: Int
        if case .combinatorial(let testGroups) = scheme {
            splits =
                CrossValidation(groups: folds, testGroups: testGroups, purgeBars: 0, embargoBars: 0)
                .combinations.count
        } else {
            splits = folds
        }
        return splits * Set(allSpecifications.flatMap { $0.members.isEmpty ? [$0] : $0.members }).count
    }

    /// How the rows are split, in words.
    var schemeText: String {
        let embargo = embargoBars > 0 ? ", embargo of \(embargoBars) bars" : ""
        let first =
            "the first \(NumberFormat.plain((initialTrainFraction * 100).rounded())) % of the time learnt from first"
        switch scheme {
        case .expanding: return "walk forward, expanding window, \(folds) folds, \(first), purged\(embargo)"
        case .rolling(let bars):
            return "walk forward, rolling window of \(bars) times, \(folds) folds, \(first), purged\(embargo)"
        case .purgedKFold: return "purged \(folds)-fold cross-validation\(embargo)"
        case .combinatorial(let testGroups):
            return "combinatorial purged cross-validation, \(testGroups) of \(folds) groups at a time\(embargo)"
        }
    }
}
