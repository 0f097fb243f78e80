public import Base
public import Forecasting

/// One model's part in an evaluation.
public struct EvaluatedModel: Sendable {
    /// What was fitted in each fold.
    public let specification: ModelSpecification
    /// Its scores over all rows; of a global model over all symbols.
    public let scorecard: Scorecard
    /// What the gate said of those.
    public let decision: GateDecision
    /// Its scores by symbol; the gate judged each symbol by itself.
    public let bySymbol: [Symbol: SymbolScore]
    /// Every forecast it made.
    public let forecasts: OutOfSampleForecasts
    /// The model that was fitted on each split; empty unless they were to be kept.
    public internal(set) var fitted: [any FittedModel] = []

    /// Why its skill is too good to be true; `nil` where it is not.
    public var alarm: SkillAlarm? { decision.alarm }
    /// The family.
    public var kind: ModelKind { specification.kind }
}

/// A model's scores on one symbol.
public struct SymbolScore: Sendable, Codable, Equatable {
    /// The scores.
    public let scorecard: Scorecard
    /// What the gate said of them, beside the other models' on this symbol.
    public let decision: GateDecision
}

/// Models judged on the same rows by the same splits.
public struct Evaluation: Sendable {
    /// How many bars ahead they forecast.
    public let horizonBars: Int
    /// What was learnt from and what was forecast.
    public private(set) var splits: [Split]
    /// The models, in the order of their specifications.
    public private(set) var models: [EvaluatedModel]
    /// Which of them may be champion; `nil` where none passed and persistence stays.
    public let champion: Int?
    /// Of a combinatorial cross-validation, every path's judgement, this one's first; else empty.
    public private(set) var paths: [Evaluation] = []

    /// What drift forecasts: for each symbol and fold the mean return of its training rows.
    let drift: [[Double]]

    init(horizonBars: Int, splits: [Split], models: [EvaluatedModel], champion: Int?, drift: [[Double]]) {
        self.horizonBars = horizonBars
        self.splits = splits
        self.models = models
        self.champion = champion
        self.drift = drift
    }

    /// The same judgement, beside those of the other paths where there are any.
    func with(paths: [Evaluation]) -> Evaluation {
        var result = self
        result.paths = paths.count > 1 ? paths : []
        return result
    }

    /// The same judgement of those splits that were finished.
    func of(_ splits: [Split]) -> Evaluation {
        var result = self
        result.splits = splits
        return result
    }

    /// The same judgement with the fitted models of each specification.
    func keeping(_ fitted: [[any FittedModel]]) -> Evaluation {
        var result = self
        for (index, own) in fitted.enumerated() where models.indices.contains(index) {
            result.models[index].fitted = own
        }
        return result
    }

    /// The same judgement without the fitted models, which may be large.
    public var withoutModels: Evaluation { keeping(models.map { _ in [] }) }

    /// The first model of a family.
    public subscript(kind: ModelKind) -> EvaluatedModel? { models.first { $0.kind == kind } }

    /// Which model may be champion of one symbol; `nil` where none passed and persistence stays.
    public func champion(of symbol: Symbol, gate: Gate = Gate()) -> Int? {
        let scored = models.indices.filter { models[$0].bySymbol[symbol] != nil }
        let candidates = scored.compactMap { index in
            models[index].bySymbol[symbol].map { (models[index].kind.isNaive, $0.scorecard) }
        }
        let alarmed = scored.map { models[$0].bySymbol[symbol]?.decision.alarm != nil }
        return gate.champion(candidates, alarmed: alarmed).map { scored[$0] }
    }
}
