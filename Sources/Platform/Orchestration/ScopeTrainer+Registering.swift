import Base
import Evaluation
import Forecasting
import ModelRegistry
import Scoring

extension ScopeTrainer {
    /// Registers every candidate and points the aliases; the gate adjusts for everything ever tried for this scope.
    ///
    /// A model that passed before and no longer does among so many is refused after all.
    func register(_ candidates: [Candidate]) throws -> [TrainingReport.Outcome] {
        guard !candidates.isEmpty else { return [] }
        let runs = try candidates.map { try $0.run() }  // The fits first: the rest is one short transaction.
        return try job.registry.transaction {
            let standing = try champions()
            let (decisions, revisions) = try judged(candidates)
            var versions: [Int: [ModelVersion]] = [:]
            for ((candidate, run), decision) in zip(zip(candidates, runs), decisions) {
                versions[candidate.horizonBars, default: []].append(
                    try job.registry.register(
                        run, as: ModelName(scope: scope, horizonBars: candidate.horizonBars), label: candidate.label,
                        scores: candidate.scores.judged(decision), decision: decision, at: job.clock()))
            }
            for (version, decision) in revisions {
                try job.registry.revise(version, scores: version.scores.judged(decision), decision: decision)
            }
            let refused = Set(revisions.filter { !$1.passed }.map(\.0.runID))
            return try outcomes(versions, standing, refused)
        }
    }

    /// The gate's decisions on the candidates, and on the models tried before that are to be counted with them.
    private func judged(
        _ candidates: [Candidate]
    ) throws -> (decisions: [GateDecision], revisions: [(ModelVersion, GateDecision)]) {
        let gate = Gate(alpha: plan.alpha)
        let history = try TrialHistory(job.registry, scope: scope, without: Set(candidates.map(\.trial)))
        let earlier = history.studied + history.versions.map(\.scores.gateP)
        let decisions = gate.decide(candidates.map { ($0.kind.isNaive, $0.scores) }, earlier: earlier)
        let tried = candidates.filter { !$0.kind.isNaive }.map(\.scores.gateP) + earlier
        let adjusted = HolmAdjustment.adjusted(tried).suffix(history.versions.count)
        let revisions = zip(history.versions, adjusted).map { version, p in
            let before = GateDecision(passed: version.passed, reason: version.reason, holmP: version.scores.holmP)
            return (version, gate.revised(version.scores, before, holmP: p, tried: tried.count))
        }
        return (zip(candidates, decisions).map { $0.confirmed($1).raising($0.alarm) }, revisions)
    }

    /// The champions of this scope before anything is judged.
    private func champions() throws -> [Int: ModelVersion] {
        var champions: [Int: ModelVersion] = [:]
        for model in try job.registry.models() where model.scope == scope {
            champions[model.horizonBars] = try job.registry.version(.champion, of: model)
        }
        return champions
    }

    // MARK: Champions

    /// Chooses the champions of the horizons tried, and of others whose champion was refused after all.
    private func outcomes(
        _ versions: [Int: [ModelVersion]], _ standing: [Int: ModelVersion], _ refused: Set<String>
    ) throws -> [TrainingReport.Outcome] {
        let horizons = versions.keys.sorted()
        let others = standing.filter { !horizons.contains($0.key) && refused.contains($0.value.runID) }.keys
        return try (horizons + others.sorted()).compactMap { horizon in
            let model = ModelName(scope: scope, horizonBars: horizon)
            let tried = try versions[horizon] ?? job.registry.latestVersions(of: model).filter(\.isNaive)
            let champion = standing[horizon].map { Standing($0, isRefused: refused.contains($0.runID)) }
            return try promote(tried, of: model, over: champion)
        }
    }

    private func promote(
        _ versions: [ModelVersion], of model: ModelName, over standing: Standing?
    ) throws -> TrainingReport.Outcome? {
        let tried = versions.filter { !$0.isNaive }.sorted { $0.skill > $1.skill }
        let persistence = versions.first { $0.label == ModelKind.persistence.rawValue }
        let best = tried.first(where: \.passed)
        let champion: ModelVersion
        let reason: String
        if let standing, standing.stays(against: best, labels: Set(versions.map(\.label))) {
            champion = standing.version
            reason = standing.reason(against: tried.first)
        } else if let best {
            champion = best
            reason = best.reason
        } else if let persistence, let standing, standing.isRefused {
            champion = persistence
            reason =
                "no skill found: \(standing.version.label) passed when fewer models had been tried, is refused now "
                + "that more have been, and persistence is champion again"
        } else if let persistence {
            champion = persistence
            let models = "\(tried.count) \(tried.count == 1 ? "model" : "models") at this horizon"
            let isHeldBack = tried.contains { $0.alarm != nil && $0.acknowledgement == nil }
            reason =
                (isHeldBack ? "skill too good to be true in \(models)" : "no skill found in \(models)")
                + ", so persistence stays champion" + (tried.first.map { "; the best, \($0.label): \($0.cause)" } ?? "")
        } else {
            return nil
        }
        try job.registry.set(.champion, to: champion.version, of: model, reason: reason, at: job.clock())
        if let second = tried.first(where: { $0.version != champion.version }) {
            try job.registry.set(
                .challenger, to: second.version, of: model, reason: "the best that does not serve", at: job.clock())
        }
        return TrainingReport.Outcome(model: model, champion: champion, reason: reason, isUpToDate: false)
    }

    // MARK: What is done already

    /// The outcomes of before, when every model of this plan has a version of the same manifest and the champion is one
    /// of them, or one that this plan would leave; else `nil`.
    ///
    /// `globalManifests` makes the manifests of the models of all symbols that are tried as well.
    func upToDate(_ globalManifests: ManifestMaker?) throws -> [TrainingReport.Outcome]? {
        let manifests = manifestMaker()
        let registered = Set(try job.registry.models())
        var outcomes: [TrainingReport.Outcome] = []
        for horizon in plan.horizons {
            let model = ModelName(scope: scope, horizonBars: horizon)
            guard registered.contains(model), let champion = try job.registry.version(.champion, of: model) else {
                return nil
            }
            var wanted = try plan.specifications().map { manifests.manifest($0, horizonBars: horizon) }
            if let globalManifests {
                wanted += try plan.globalTrials().map { globalManifests.manifest($0, horizonBars: horizon) }
            }
            let versions = try job.registry.versions(of: model)
            let known = Set(versions.map(\.runID))
            var runs: Set<String> = []
            for manifest in wanted {
                let own = try job.registry.runs(trainingKey: manifest.trainingKey())
                    .filter { known.contains($0.id) && job.registry.isStored($0) }
                guard !own.isEmpty else { return nil }
                runs.formUnion(own.map(\.id))
            }
            let labels = Set(versions.filter { runs.contains($0.runID) }.map(\.label))
            guard runs.contains(champion.runID) || Standing(champion).stays(against: nil, labels: labels) else {
                return nil
            }
            let reason = try job.registry.moves(of: .champion, model: model).last?.reason ?? champion.reason
            outcomes.append(.init(model: model, champion: champion, reason: reason, isUpToDate: true))
        }
        return outcomes
    }
}

/// The champion that a training finds.
private struct Standing {
    let version: ModelVersion
    /// Whether it had passed and is refused now that more models have been tried.
    let isRefused: Bool

    init(_ version: ModelVersion, isRefused: Bool = false) {
        self.version = version
        self.isRefused = isRefused && version.passed
    }

    /// Whether it was made champion by hand although it had not passed.
    private var isForced: Bool { !version.isNaive && !version.passed }

    /// Whether it stays when others have been tried.
    ///
    /// - Parameters:
    ///   - best: The best of those that passed.
    ///   - labels: The families that were tried; one of its own stands in its place, passed or not.
    /// - Returns: Whether nothing takes its place.
    func stays(against best: ModelVersion?, labels: Set<String>) -> Bool {
        if version.isNaive || isRefused { return false }
        guard let best else { return isForced || !labels.contains(version.label) }
        return !isForced && !labels.contains(version.label) && best.skill <= version.skill
    }

    /// Why it stays, beside the best of those that were tried.
    func reason(against best: ModelVersion?) -> String {
        let why =
            isForced
            ? "\(version.label) was made champion by hand and stays, since none that was tried now passed"
            : "\(version.label) passed its gate before and stays champion, since none that was tried now did better"
        guard let best else { return why }
        return "\(why); the best of these, \(best.label): \(best.cause)"
    }
}

extension ModelVersion {
    /// The gate's words without the verdict they begin with, for a sentence that has said it.
    fileprivate var cause: String {
        let verdict = "no skill found: "
        return reason.hasPrefix(verdict) ? String(reason.dropFirst(verdict.count)) : reason
    }

    /// The score that candidates are ranked by.
    fileprivate var skill: Double { scores.r2Return ?? -.infinity }
}

extension Scorecard {
    /// These scores with what the gate said of them.
    fileprivate func judged(_ decision: GateDecision) -> Scorecard {
        var scores = self
        scores.holmP = decision.holmP
        scores.verdict = decision.reason
        return scores
    }
}
