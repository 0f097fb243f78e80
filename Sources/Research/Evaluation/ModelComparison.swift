import Forecasting
import Kernels
public import Scoring

/// All models of an evaluation beside each other: whether the best is better than the best of so many would be by luck.
///
/// Losses are squared errors of returns, averaged over the symbols of a time. Bootstraps draw whole times, in blocks no
/// shorter than the horizon.
public struct ModelComparison: Sendable, Codable, Equatable {
    /// The models' names, in the order of the evaluation; the same family twice is told apart by a number.
    public let names: [String]
    /// How many bars ahead they forecast.
    public let horizonBars: Int
    /// How many times they were compared over.
    public let times: Int
    /// Whether a time has symbols enough for strategies to choose among them; else they are measured beside the drift.
    public let isCrossSectional: Bool
    /// The places of the models that are not naive; ``superiorToPersistence`` and ``overfitting`` count these.
    public let skilled: [Int]

    /// Hansen's test of the models that are not naive against persistence; `nil` where there are none or too few times.
    public let superiorToPersistence: SuperiorPredictiveAbility?
    /// Which naive model has the smallest squared error; `nil` where persistence has, or none is better.
    public let bestNaive: Int?
    /// Hansen's test against that naive model.
    public let superiorToBestNaive: SuperiorPredictiveAbility?
    /// The model confidence set over all models, naive ones included; `nil` of fewer than two.
    public let confidenceSet: ModelConfidenceSet?

    /// What a plain strategy by each model would have returned.
    public let strategies: [PlainStrategy]
    /// The model that is not naive whose strategy has the highest Sharpe ratio.
    public let bestStrategy: Int?
    /// The probability that its ratio is above what the best of as many models without skill would show; 0.95 is wanted.
    ///
    /// It counts the models of ``skilled``, not what was tried in other evaluations.
    ///
    /// - Source: Bailey and López de Prado, "The deflated Sharpe ratio", 2014.
    public let deflatedSharpe: Double?
    /// How likely it is that choosing the model with the highest return R² chooses noise; `nil` of fewer than
    /// ``modelsToOverfit`` that are not naive.
    public let overfitting: BacktestOverfitting?

    /// How sure the model confidence set is to hold the best model.
    public static let confidence = 0.9
    /// The fewest models that the probability of overfitting is taken of.
    public static let modelsToOverfit = 4
    /// Longer series are averaged over neighbouring times before they are compared, which bounds the cost.
    static let timesCompared = 2000
    private static let repetitions = 1000

    /// The models that may be the best, by ``confidence``.
    public var included: [Int] { confidenceSet?.included(size: 1 - ModelComparison.confidence) ?? [] }

    /// Compares the models of an evaluation; `nil` without a forecast.
    ///
    /// - Parameters:
    ///   - evaluation: The judged models.
    ///   - seed: Fixes what is drawn at random.
    /// - Complexity: O(rows · models) and at most some 10⁷ steps a model.
    public init?(_ evaluation: Evaluation, seed: UInt64 = 1) {
        let models = evaluation.models
        guard let losses = LossesByTime(models), losses.times > 2 else { return nil }
        names = ModelComparison.names(models.map(\.kind))
        horizonBars = evaluation.horizonBars
        times = losses.times
        let skilled = models.indices.filter { !models[$0].kind.isNaive }
        self.skilled = skilled

        let compared = losses.pooled(to: ModelComparison.timesCompared)
        let bootstrap = StationaryBootstrap(
            meanBlock: compared.block(horizonBars: evaluation.horizonBars, of: skilled),
            repetitions: ModelComparison.repetitions, seed: seed)
        let draws = bootstrap.draws(count: compared.times)
        func superior(to benchmark: [Double]) -> SuperiorPredictiveAbility? {
            SuperiorPredictiveAbility(
                benchmark: benchmark, models: compared.columns(skilled), draws: draws, meanBlock: bootstrap.meanBlock)
        }
        superiorToPersistence = superior(to: compared.persistence)
        let naive = models.indices.filter { models[$0].kind.isNaive }
        let best = naive.max { (models[$0].scorecard.r2Return ?? 0) < (models[$1].scorecard.r2Return ?? 0) }
        let better = best.flatMap { (models[$0].scorecard.r2Return ?? 0) > 0 ? $0 : nil }
        bestNaive = better
        superiorToBestNaive = better.flatMap { superior(to: compared.column($0)) }
        confidenceSet = ModelConfidenceSet(losses: compared.models, draws: draws)

        let strategies = models.map { PlainStrategy($0.forecasts, drift: evaluation.drift) }
        self.strategies = strategies
        let starts = InformationCoefficientSeries.starts(of: models[0].forecasts.rows.times)
        isCrossSectional = zip(starts, starts.dropFirst()).contains { $1 - $0 >= CrossSectionalSkill.symbolsNeeded }
        let ratios = strategies.map { $0.sharpe?.value }
        let first = skilled.filter { ratios[$0] != nil }.max { (ratios[$0] ?? 0) < (ratios[$1] ?? 0) }
        bestStrategy = first
        let tried = skilled.compactMap { ratios[$0] }
        let variance = tried.count > 1 ? Statistics.variance(tried) : 0
        deflatedSharpe = first.flatMap {
            strategies[$0].sharpe?.deflated(trials: Double(skilled.count), trialVariance: variance)
        }
        overfitting =
            skilled.count >= ModelComparison.modelsToOverfit
            ? BacktestOverfitting(
                returns: losses.saved(skilled), groups: ModelComparison.groups(losses.times), measure: .mean) : nil
    }

    /// Into how many stretches so many times are cut: sixteen where each then has ten times or more.
    private static func groups(_ times: Int) -> Int { times >= 160 ? 16 : times >= 80 ? 8 : 4 }

    private static func names(_ kinds: [ModelKind]) -> [String] {
        kinds.indices.map { index in
            let kind = kinds[index]
            let earlier = kinds[..<index].count { $0 == kind }
            let isAlone = kinds.count { $0 == kind } == 1
            return isAlone ? kind.rawValue : "\(kind.rawValue) \(earlier + 1)"
        }
    }
}

extension Evaluation {
    /// All models beside each other, compared anew at every call; see ``ModelComparison``.
    public func comparison(seed: UInt64 = 1) -> ModelComparison? { ModelComparison(self, seed: seed) }
}
