import Base
import Evaluation
import Forecasting
import ModelRegistry

/// A model that was tried for a symbol at a horizon: its scores, and a way to its run.
struct Candidate: Sendable {
    let trial: Trial
    let scores: Scorecard
    /// What the gate said of a model of all symbols on all of them together; `nil` for a model of one symbol.
    let pooled: GateDecision?
    /// Why its skill is too good to be true; `nil` where it is not.
    let alarm: SkillAlarm?
    /// Fits the model on all rows and stores it, once; later calls give the same run.
    let run: @Sendable () throws -> RunRecord

    var label: String { trial.label }
    var specification: ModelSpecification { trial.specification }
    var horizonBars: Int { trial.horizonBars }
    var kind: ModelKind { specification.kind }
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

/// What counts as one model tried for a scope: trained again on later bars it is the same trial, with another seed, other
/// parameters, another horizon, other features or, for a model of several symbols, other symbols it is one more.
struct Trial: Hashable, Sendable {
    let label: String
    let specification: ModelSpecification
    let horizonBars: Int
    let featureSetHash: String
    /// Of a model of several symbols, which; whoever tries many subsets has tried many models.
    let symbols: [Symbol]

    /// The trial that a run, or a run to be, is.
    init(_ label: String, _ manifest: RunManifest, _ specification: ModelSpecification? = nil) {
        self.label = label
        self.specification = specification ?? manifest.specification
        horizonBars = manifest.horizonBars
        featureSetHash = manifest.featureSetHash
        symbols = manifest.symbols.count > 1 ? manifest.symbols.sorted() : []
    }
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
                let trial = Trial(version.label, try registry.run(version.runID).manifest)
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
            Trial(TrainingPlan.globalLabel(run.manifest.specification.kind), run.manifest)
        }
        let studied = try StudyHistory(registry, scope: scope).trials { TrainingPlan.globalLabel($0) }
        return Set(earlier).union(studied).subtracting(current).count
    }
}
