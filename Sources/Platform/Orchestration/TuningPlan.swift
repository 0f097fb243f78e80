import Base
import Evaluation
public import Forecasting
public import ModelRegistry
public import Tuning

/// What to search for, in what, and how.
public struct TuningPlan: Sendable {
    /// Bars, symbols, target, features, folds, gate and seed, as a training has them; its families and horizons are not read.
    public var data: TrainingPlan
    /// The family with the parameters that it has where they are not searched, and its seed.
    public var untuned: ModelSpecification
    /// How many bars ahead.
    public var horizonBars: Int
    /// What may be chosen.
    public var space: SearchSpace
    /// How it is chosen.
    public var method: SearchMethod
    /// What trials are compared by.
    public var loss = TuningLoss.squaredError
    /// The share of the bar times, the last ones, that the search does not see.
    public var outerShare = 0.3
    /// Whether a trial that falls behind the median of the others is stopped; the methods that halve never do.
    public var stopsEarly = true
    /// After so many seconds no further trial begins; `nil` for no limit.
    public var budgetSeconds: Double?

    /// Makes a plan.
    ///
    /// - Throws: `ForecastingError.badParameter` where the family does not know a parameter of the space, or not all of its
    ///   values.
    public init(
        data: TrainingPlan, untuned: ModelSpecification, horizonBars: Int, space: SearchSpace, method: SearchMethod
    ) throws(ForecastingError) {
        for values in space.gridValues(points: 2).enumerated() {
            for value in values.element { _ = try untuned.with([space.parameters[values.offset].name: value]) }
        }
        for parameter in space.parameters {
            guard case .range(let lower, _, let scale) = parameter.domain, scale == .linear || scale == .logarithmic,
                (try? untuned.with([parameter.name: lower.nextUp])) == nil
            else { continue }
            throw .badParameter(
                kind: untuned.kind, name: parameter.name,
                reason: "expected whole numbers, was a range of real ones; end it in :whole")
        }
        self.data = data
        self.untuned = untuned
        self.horizonBars = horizonBars
        self.space = space
        self.method = method
    }

    /// Whether the rule of the median applies.
    var prunes: Bool {
        switch method {
        case .successiveHalving, .asynchronousHalving: false
        case .grid, .random, .treeParzen: stopsEarly
        }
    }

    /// How many folds the whole search fits at the most.
    var foldsAtMost: Int {
        switch method {
        case .grid(let points):
            Int(min(space.gridValues(points: points).reduce(1) { $0 * Double($1.count) }, 1e12)) * data.folds
        case .random(let trials), .treeParzen(let trials, _):
            Int(min(Double(trials), space.pointCount)) * data.folds
        case .successiveHalving(let plan), .asynchronousHalving(let plan):
            zip([0] + plan.budgets, plan.budgets).reduce((folds: 0, trials: plan.configurations)) { sum, rung in
                (sum.folds + sum.trials * (rung.1 - rung.0), max(1, sum.trials / plan.reduction))
            }.folds
        }
    }
}

/// The last part of the time, which a search must not see.
enum OuterPart {
    /// The last bar time of the part that a search sees; `nil` where one of the two parts would be empty.
    static func searchThrough(_ times: [Instant], outerShare: Double) -> Instant? {
        let distinct = Set(times).sorted()
        let outer = Int((Double(distinct.count) * outerShare).rounded(.up))
        guard outer >= 1, outer < distinct.count else { return nil }
        return distinct[distinct.count - outer - 1]
    }

    /// The share of a table's times that a walk forward's first fold learns from: the plan's, or as much as lies up to the time
    /// after which forecasts are judged, if that is more.
    ///
    /// - Throws: `EvaluationError.tooFewTimes` where nothing is left to judge.
    static func trainFraction(of table: LearningTable, _ plan: TrainingPlan) throws(EvaluationError) -> Double {
        guard let after = plan.judgedAfter else { return plan.initialTrainFraction }
        let starts = table.timeStarts.dropLast()
        let before = starts.count { table.times[$0] <= after }
        guard before < starts.count else { throw .tooFewTimes(needed: starts.count + plan.folds, was: starts.count) }
        // Half a time less, so that rounding up finds the very time.
        let share = (Double(before) - 0.5) / Double(starts.count)
        return max(plan.initialTrainFraction, share)
    }
}

/// What studies of a scope judged on bars that their searches had not seen: each is a trial the gate must count.
struct StudyHistory {
    private let judged: [(run: RunManifest, judged: StudyJudgement.Judged)]

    init(_ registry: ModelRegistry, scope: String) throws {
        judged = try registry.studies(scope: scope).flatMap { study in
            let run = study.manifest.run
            return study.judgements.flatMap { [$0.untuned, $0.tuned] }.map {
                (run, $0)
            }
        }
    }

    /// The distinct trials, under a label for each family.
    func trials(label: (ModelKind) -> String = { $0.rawValue }) -> [Trial] {
        judged.map { Trial(label($0.run.specification.kind), $0.run, $0.judged.specification) }
    }

    /// The newest p of each distinct trial that is not among others, in the order they were first judged.
    func p(without others: Set<Trial>) -> [Double] {
        var order: [Trial] = []
        var newest: [Trial: Double] = [:]
        for (trial, one) in zip(trials(), judged) where !others.contains(trial) {
            if newest.updateValue(one.judged.scores.gateP, forKey: trial) == nil { order.append(trial) }
        }
        return order.compactMap { newest[$0] }
    }
}
