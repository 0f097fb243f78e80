import Base
import Evaluation
import Features
import Forecasting
import MarketData
import ModelRegistry

/// A model that was tried for a symbol at a horizon: its scores, and a way to its run.
struct Candidate: Sendable {
    let label: String
    let kind: ModelKind
    let horizonBars: Int
    let scores: Scorecard
    /// What the gate said of a model of all symbols on all of them together; `nil` for a model of one symbol.
    let pooled: GateDecision?
    /// Fits the model on all rows and stores it, once; later calls give the same run.
    let run: @Sendable () throws -> RunRecord
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

/// Trains the models of one symbol, or of all symbols together.
struct ScopeTrainer {
    let job: TrainingJob
    let scope: String
    let series: [BarSeries]
    let asOf: Instant

    private var plan: TrainingPlan { job.plan }

    /// Trains every horizon; `rivals` are models of all symbols that were judged on this one, by horizon.
    func train(rivals: [Int: [Candidate]], _ meter: ProgressMeter) throws -> [TrainingReport.Outcome] {
        let manifests = manifestMaker()
        let panel = try Panel.build(series: series, featureSet: plan.featureSet, horizons: plan.horizons)
        var candidates: [Candidate] = []
        for (index, horizon) in plan.horizons.enumerated() {
            let table = LearningTable(panel, horizonIndex: index)
            candidates += try judge(table, plan.specifications, manifests, meter)
            candidates += rivals[horizon] ?? []
        }
        return try register(candidates)
    }

    /// Judges the models of all symbols on each symbol, by symbol and horizon.
    func candidatesBySymbol(_ meter: ProgressMeter) throws -> [Symbol: [Int: [Candidate]]] {
        let manifests = manifestMaker()
        let panel = try Panel.build(series: series, featureSet: plan.featureSet, horizons: plan.horizons)
        var result: [Symbol: [Int: [Candidate]]] = [:]
        for (index, horizon) in plan.horizons.enumerated() {
            let table = LearningTable(panel, horizonIndex: index)
            for model in try evaluate(table, plan.globalSpecifications, meter).models {
                for (symbol, score) in model.bySymbol {
                    let label = TrainingPlan.globalLabel(model.kind)
                    result[symbol, default: [:]][horizon, default: []].append(
                        candidate(
                            model.specification, label: label, score.scorecard, pooled: model.decision, table,
                            manifests))
                }
            }
        }
        return result
    }

    /// Makes the manifests of this scope's runs.
    func manifestMaker() -> ManifestMaker { ManifestMaker(plan: plan, scope: scope, series: series, asOf: asOf) }

    private func judge(
        _ table: LearningTable, _ specifications: [ModelSpecification], _ manifests: ManifestMaker,
        _ meter: ProgressMeter
    ) throws -> [Candidate] {
        try evaluate(table, specifications, meter).models.map { model in
            candidate(model.specification, label: model.kind.rawValue, model.scorecard, table, manifests)
        }
    }

    private func evaluate(
        _ table: LearningTable, _ specifications: [ModelSpecification], _ meter: ProgressMeter
    ) throws(EvaluationError) -> Evaluation {
        let evaluator = Evaluator(
            folds: plan.folds, initialTrainFraction: plan.initialTrainFraction, embargoBars: plan.embargoBars,
            gate: Gate(alpha: plan.alpha), threads: plan.threads)
        let what = "\(scope), \(table.horizonBars) \(table.horizonBars == 1 ? "bar" : "bars") ahead"
        let evaluation = try evaluator.evaluate(table, specifications) { done, _, text in
            meter.update(done: done, "\(what): \(text)")
        }
        meter.finish(fits: plan.fitsPerHorizon(of: specifications), what)
        return evaluation
    }

    private func candidate(
        _ specification: ModelSpecification, label: String, _ scores: Scorecard, pooled: GateDecision? = nil,
        _ table: LearningTable, _ manifests: ManifestMaker
    ) -> Candidate {
        let job = job
        let manifest = manifests.manifest(specification, horizonBars: table.horizonBars)
        return Candidate(
            label: label, kind: specification.kind, horizonBars: table.horizonBars, scores: scores,
            pooled: pooled
        ) {
            let start = job.clock()
            let slice = TrainingSlice(table)
            let earlier = try job.registry.runs(trainingKey: manifest.trainingKey())
            if let run = earlier.last(where: job.registry.isStored) { return run }
            let model = try Trainer.fit(specification, on: slice, threads: job.plan.threads)
            let seconds = Double(job.clock().nanoseconds - start.nanoseconds) / 1e9
            return try job.registry.record(
                model, manifest: manifest, seconds: seconds, rows: slice.rows.count, at: job.clock())
        }
    }

    // MARK: Registering

    /// Registers every candidate and points the aliases; the gate adjusts for all of them together.
    private func register(_ candidates: [Candidate]) throws -> [TrainingReport.Outcome] {
        let decisions = zip(
            candidates, Gate(alpha: plan.alpha).decide(candidates.map { ($0.kind.isNaive, $0.scores) })
        ).map { $0.confirmed($1) }
        var versions: [Int: [ModelVersion]] = [:]
        for (candidate, decision) in zip(candidates, decisions) {
            var scores = candidate.scores
            scores.holmP = decision.holmP
            scores.verdict = decision.reason
            let model = ModelName(scope: scope, horizonBars: candidate.horizonBars)
            let version = try job.registry.register(
                candidate.run(), as: model, label: candidate.label, scores: scores, decision: decision,
                at: job.clock())
            versions[candidate.horizonBars, default: []].append(version)
        }
        return try plan.horizons.compactMap { horizon in
            try promote(versions[horizon] ?? [], of: ModelName(scope: scope, horizonBars: horizon))
        }
    }

    private func promote(_ versions: [ModelVersion], of model: ModelName) throws -> TrainingReport.Outcome? {
        let tried = versions.filter { !$0.isNaive }.sorted { skill($0) > skill($1) }
        let persistence = versions.first { $0.label == ModelKind.persistence.rawValue }
        guard let champion = tried.first(where: \.passed) ?? persistence else { return nil }
        let reason =
            champion.isNaive
            ? "no skill found in \(tried.count) models at this horizon, so persistence stays champion; "
                + "the best of them, \(tried.first?.label ?? "none"): \(tried.first?.reason ?? "none was tried")"
            : champion.reason
        try job.registry.set(.champion, to: champion.version, of: model, reason: reason, at: job.clock())
        if let second = tried.first(where: { $0.version != champion.version }) {
            try job.registry.set(
                .challenger, to: second.version, of: model, reason: "the best that does not serve", at: job.clock())
        }
        return TrainingReport.Outcome(model: model, champion: champion, reason: reason, isUpToDate: false)
    }

    private func skill(_ version: ModelVersion) -> Double { version.scores.r2Return ?? -.infinity }

    /// The outcomes of before, when every model of this plan has a version of the same manifest; else `nil`.
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
            var wanted = plan.specifications.map { manifests.manifest($0, horizonBars: horizon) }
            if let globalManifests {
                wanted += plan.globalSpecifications.map { globalManifests.manifest($0, horizonBars: horizon) }
            }
            let known = Set(try job.registry.versions(of: model).map(\.runID))
            for manifest in wanted {
                let runs = try job.registry.runs(trainingKey: manifest.trainingKey())
                guard runs.contains(where: { known.contains($0.id) && job.registry.isStored($0) }) else { return nil }
            }
            let reason = try job.registry.moves(of: .champion, model: model).last?.reason ?? champion.reason
            outcomes.append(.init(model: model, champion: champion, reason: reason, isUpToDate: true))
        }
        return outcomes
    }
}

/// Makes the manifests of one scope; the bars are hashed once.
struct ManifestMaker {
    private let plan: TrainingPlan
    private let scope: String
    private let symbols: [Symbol]
    private let asOf: Instant
    private let dataThrough: Instant
    private let dataHash: String

    init(plan: TrainingPlan, scope: String, series: [BarSeries], asOf: Instant) {
        self.plan = plan
        self.scope = scope
        self.asOf = asOf
        symbols = series.map(\.symbol)
        dataThrough = series.compactMap(\.times.last).max() ?? .distantPast
        dataHash = BarFingerprint.hexadecimal(of: series, interval: plan.interval)
    }

    func manifest(_ specification: ModelSpecification, horizonBars: Int) -> RunManifest {
        let evaluation = EvaluationPlan(
            folds: plan.folds, initialTrainFraction: plan.initialTrainFraction, embargoBars: plan.embargoBars,
            alpha: plan.alpha)
        return RunManifest(
            scope: scope, symbols: symbols, interval: plan.interval, horizonBars: horizonBars,
            specification: specification, dataHash: dataHash, asOf: asOf, dataThrough: dataThrough,
            featureSet: "\(plan.featureSet.name)@\(plan.featureSet.version)", featureSetHash: plan.featureSet.hash,
            featureSetText: plan.featureSetText, evaluation: evaluation, codeVersion: plan.codeVersion)
    }
}
