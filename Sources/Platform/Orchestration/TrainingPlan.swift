public import Base
public import Features
public import Forecasting
public import ModelRegistry

/// What to train, on what, and how to judge it.
public struct TrainingPlan: Sendable {
    /// Whose models are trained.
    public enum Scope: Sendable, Equatable {
        /// Models of each symbol by itself; with `global`, a LightGBM of all symbols is tried for each of them as well.
        case perSymbol(global: Bool)
        /// Models of all symbols together, judged on all of them.
        case global
    }

    /// The symbols; `nil` is every symbol stored at the interval.
    public var symbols: [Symbol]?
    /// Which bars.
    public var interval: BarInterval
    /// How many bars ahead, ascending.
    public var horizons: [Int]
    /// What is forecast; a model of another target than the return is registered under a name of its own.
    public var target: ForecastTarget
    /// The families to try; the naive ones, which cost nothing, are always judged beside them.
    public var kinds: [ModelKind]
    /// Parameters that differ from a family's defaults, by family and name.
    public var parameters: [ModelKind: [String: Double]]
    /// What ensembles are made of; `nil` for the families' standard members.
    public var members: [ModelKind]?
    /// How the width of forecasts is found.
    public var intervals: IntervalMethod
    /// Whose models.
    public var scope: Scope
    /// How many of the last bar times are kept from training.
    public var holdOutBars: Int
    /// The features.
    public var featureSet: FeatureSet
    /// The features' YAML, kept with each run.
    public var featureSetText: String
    /// Folds and gate.
    public var folds: Int
    /// The share of the history the first fold trains on.
    public var initialTrainFraction: Double
    /// Only forecasts made after this time are judged; `nil` for all that the first fold leaves.
    ///
    /// For parameters that were chosen on what comes before.
    public var judgedAfter: Instant?
    /// Bars left out before each fold, beside the horizon.
    public var embargoBars: Int
    /// The level of the gate's test.
    public var alpha: Double
    /// Fixes all randomness.
    public var seed: UInt64
    /// How many threads may run.
    public var threads: Int
    /// Version and commit of the program.
    public var codeVersion: String

    /// Makes a plan with every family on all symbols.
    public init(featureSet: FeatureSet, featureSetText: String, codeVersion: String) {
        symbols = nil
        interval = .day
        horizons = [1, 5, 21]
        target = .ownReturn
        kinds = ModelKind.allCases.filter(\.isStandard)
        parameters = [:]
        members = nil
        intervals = .residuals
        scope = .perSymbol(global: true)
        holdOutBars = 0
        self.featureSet = featureSet
        self.featureSetText = featureSetText
        let evaluation = EvaluationPlan()
        folds = evaluation.folds
        initialTrainFraction = evaluation.initialTrainFraction
        embargoBars = evaluation.embargoBars
        alpha = evaluation.alpha
        seed = 42
        threads = 1
        self.codeVersion = codeVersion
    }

    /// The families with the naive ones first, each once, in the order of their declaration.
    ///
    /// - Throws: `ForecastingError.badParameter` for a parameter or a member that a family cannot have.
    public func specifications() throws(ForecastingError) -> [ModelSpecification] { try withNaive(kinds) }

    /// The model of all symbols that is tried beside each symbol's own, and the naive ones it is measured against.
    func globalSpecifications() throws(ForecastingError) -> [ModelSpecification] { try withNaive([.lightgbm]) }

    /// Those of them that count as tried for a symbol.
    func globalTrials() throws(ForecastingError) -> [ModelSpecification] {
        try globalSpecifications().filter { !$0.kind.isNaive }
    }

    private func withNaive(_ kinds: [ModelKind]) throws(ForecastingError) -> [ModelSpecification] {
        var specifications: [ModelSpecification] = []
        for kind in ModelKind.allCases where kind.isNaive || kinds.contains(kind) {
            specifications.append(
                try ModelSpecification(
                    kind: kind, parameters: parameters[kind] ?? [:], seed: seed,
                    members: kind.isEnsemble ? members : nil, intervals: intervals))
        }
        return specifications
    }

    /// How many models a walk-forward at one horizon fits; an ensemble is made of its members' fits.
    func fitsPerHorizon(of specifications: [ModelSpecification]) -> Int {
        folds * Set(specifications.flatMap { $0.members.isEmpty ? [$0] : $0.members }).count
    }

    /// The same over all horizons.
    func fits(of specifications: [ModelSpecification]) -> Int {
        horizons.count * fitsPerHorizon(of: specifications)
    }

    /// The name of a family when trained on all symbols and tried for one.
    static func globalLabel(_ kind: ModelKind) -> String { "\(kind.rawValue)-\(RunManifest.globalScope.lowercased())" }
}

/// Why nothing can be trained.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
    /// The store has no bars of the interval.
    case noBars(BarInterval)
    /// The store has no bars of a symbol.
    case unknownSymbol(Symbol, BarInterval)
    /// No symbol has enough bars.
    case tooFewBars(Symbol, bars: Int, reason: String)
    /// No bar of what is asked for is as late as the day to begin at.
    case noBarsSince(CivilDate, last: CivilDate)
    /// There is no universe that a symbol could do better than.
    case noUniverse
    /// The bars stored now are not those a run was trained on.
    case dataChanged(run: String, expected: String, was: String)

    /// What is missing, and the mend.
    public var description: String {
        switch self {
        case .noBars(let interval):
            "there are no \(interval) bars to train on; run `martlet ingest --sample` or `martlet ingest FILE`"
        case .unknownSymbol(let symbol, let interval):
            "there are no \(interval) bars of \(symbol); `martlet check` lists what is stored"
        case .tooFewBars(let symbol, let bars, let reason):
            "\(symbol) has too few bars to train on (\(bars)): \(reason)"
        case .noBarsSince(let day, let last):
            "no bars lie on or after \(day), the day to begin at: the last is of \(last); give an earlier --from"
        case .noUniverse:
            "outperformance of the universe is learnt by models of two or more symbols together: add --global, or name one "
                + "symbol as the benchmark, as in --target outperformance:SPY"
        case .dataChanged(let run, let expected, let was):
            "the bars of run \(run) cannot be read again: expected SHA-256 \(expected), was \(was)"
        }
    }
}

/// What came out of a training.
public struct TrainingReport: Sendable {
    /// The champion of a model after the training.
    public struct Outcome: Sendable {
        /// The registered model.
        public let model: ModelName
        /// Its champion.
        public let champion: ModelVersion
        /// Why that one.
        public let reason: String
        /// Whether it was trained before and nothing had changed.
        public let isUpToDate: Bool
    }

    /// One for each symbol and horizon.
    public var outcomes: [Outcome]
    /// Symbols left out, and why.
    public var skipped: [(symbol: Symbol, reason: String)] = []
    /// Whether it was asked to stop before its end; what is in `outcomes` is registered.
    public var wasStopped = false

    /// Makes a report.
    public init(outcomes: [Outcome] = []) { self.outcomes = outcomes }

    /// How many models were trained now.
    public var trained: Int { outcomes.count { !$0.isUpToDate } }

    /// How many champions have shown skill, and how many symbols would have one by chance alone: each symbol is a family of
    /// tests at the gate's level by itself.
    ///
    /// - Parameter alpha: The level of the gate.
    /// - Returns: One line.
    public func summary(alpha: Double) -> String {
        let skilled = outcomes.count { !$0.champion.isNaive }
        let symbols = Set(outcomes.map(\.model.scope)).count
        let byChance = NumberFormat.fixed(alpha * Double(symbols), digits: 1)
        return "\(skilled) of \(outcomes.count) champions have shown skill; "
            + "by chance alone about \(byChance) of \(symbols) symbols would have one"
    }
}
