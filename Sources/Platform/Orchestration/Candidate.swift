import Evaluation
import Forecasting
import ModelRegistry

/// A model that was tried for a symbol at a horizon: its scores, and a way to its run.
struct Candidate: Sendable {
    let label: String
    let specification: ModelSpecification
    let horizonBars: Int
    let scores: Scorecard
    /// What the gate said of a model of all symbols on all of them together; `nil` for a model of one symbol.
    let pooled: GateDecision?
    /// Why its skill is too good to be true; `nil` where it is not.
    let alarm: SkillAlarm?
    /// Fits the model on all rows and stores it, once; later calls give the same run.
    let run: @Sendable () throws -> RunRecord

    var kind: ModelKind { specification.kind }
    var trial: Trial { Trial(label: label, specification: specification, horizonBars: horizonBars) }
}

extension Candidate {
    /// The gate's decision on one symbol, which a model of all symbols must confirm on all of them together.
    ///
    /// Else the few symbols that a model without skill suits by chance would be picked out of many.
    func confirmed(_ decision: GateDecision) -> GateDecision {
        guard decision.passed, let pooled, !pooled.passed else { return decision }
        return GateDecision(
            passed: false,
            reason: "no skill found: this symbol alone would pass, all symbols together do not "
                + "(\(pooled.reason))", holmP: decision.holmP)
    }
}

/// What counts as one model tried for a scope: trained again on other data it is the same trial, with another seed, other
/// parameters or another horizon it is one more.
struct Trial: Hashable, Sendable {
    let label: String
    let specification: ModelSpecification
    let horizonBars: Int
}

/// The models tried for a scope before, in this or other calls.
struct TrialHistory {
    /// The version judged last of each trial that is not tried again now, by horizon and version.
    let versions: [ModelVersion]
    /// The p-values of what studies judged and no training has tried, in the order it was judged.
    let studied: [Double]

    /// Reads a scope's history from the registry.
    init(_ registry: ModelRegistry, scope: String, without current: Set<Trial>) throws {
        var newest: [Trial: ModelVersion] = [:]
        for model in try registry.models() where model.scope == scope {
            for version in try registry.versions(of: model) where !version.isNaive {
                let specification = try registry.run(version.runID).manifest.specification
                let trial = Trial(
                    label: version.label, specification: specification, horizonBars: model.horizonBars)
                if current.contains(trial) { continue }
                if let other = newest[trial], other.judgedAt > version.judgedAt { continue }
                newest[trial] = version
            }
        }
        versions = newest.values.sorted { ($0.model, $0.version) < ($1.model, $1.version) }
        studied = try StudyHistory(registry, scope: scope).p(without: current.union(newest.keys))
    }

    /// How many models of all symbols were fitted before, those tried now left out.
    ///
    /// Their p-values over all symbols together are not kept.
    static func pooledTrials(_ registry: ModelRegistry, scope: String, without current: Set<Trial>) throws -> Int {
        let earlier = try registry.runs(scope: scope).filter { !$0.manifest.specification.kind.isNaive }.map { run in
            let kind = run.manifest.specification.kind
            return Trial(
                label: TrainingPlan.globalLabel(kind), specification: run.manifest.specification,
                horizonBars: run.manifest.horizonBars)
        }
        let studied = try StudyHistory(registry, scope: scope).trials { TrainingPlan.globalLabel($0) }
        return Set(earlier).union(studied).subtracting(current).count
    }
}
