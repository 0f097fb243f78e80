import Base
import Evaluation
import Features
import Forecasting
import MarketData
import ModelRegistry

/// Trains the models of one symbol, or of all symbols together.
struct ScopeTrainer {
    let job: TrainingJob
    let scope: String
    let series: [BarSeries]
    /// The bars of the symbol that others are compared with, where the target is such.
    let benchmark: BarSeries?
    let asOf: Instant

    var plan: TrainingPlan { job.plan }

    /// Trains every horizon, or those before it was stopped, and adds what came out to a report.
    ///
    /// `rivals` are models of all symbols that were judged on this one, by horizon.
    func train(rivals: [Int: [Candidate]], _ meter: ProgressMeter, into report: inout TrainingReport) throws {
        let manifests = manifestMaker()
        let panel = try Panel.build(series: series, featureSet: plan.featureSet, horizons: plan.horizons)
        var candidates: [Candidate] = []
        do {
            for (index, horizon) in plan.horizons.enumerated() {
                let table = LearningTable(
                    panel, horizonIndex: index, target: plan.target, benchmark: benchmark.map(PriceColumn.init))
                candidates += try judge(table, plan.specifications(), manifests, meter) + (rivals[horizon] ?? [])
            }
        } catch EvaluationError.stopped {
            report.wasStopped = true
        }
        report.outcomes += try register(candidates)
    }

    /// Judges the models of all symbols on each symbol, by symbol and horizon.
    func candidatesBySymbol(_ meter: ProgressMeter) throws -> [Symbol: [Int: [Candidate]]] {
        let manifests = manifestMaker()
        let panel = try Panel.build(series: series, featureSet: plan.featureSet, horizons: plan.horizons)
        var models: [(model: EvaluatedModel, table: LearningTable)] = []
        for index in plan.horizons.indices {
            let table = LearningTable(
                panel, horizonIndex: index, target: plan.target, benchmark: benchmark.map(PriceColumn.init))
            models += try evaluate(table, plan.globalSpecifications(), meter).models.map { ($0, table) }
        }
        // One decision over all horizons, with the naive models of each. What was tried before counts with a p of 1, the
        // most careful value.
        let trials = models.map { model, table in
            Trial(
                TrainingPlan.globalLabel(model.kind),
                manifests.manifest(model.specification, horizonBars: table.horizonBars))
        }
        let before = try TrialHistory.pooledTrials(job.registry, scope: scope, without: Set(trials))
        let decisions = Gate(alpha: plan.alpha).decide(
            models.map { ($0.model.kind.isNaive, $0.model.scorecard) }, earlier: Array(repeating: 1, count: before))
        var result: [Symbol: [Int: [Candidate]]] = [:]
        for ((model, table), decision) in zip(models, decisions) where !model.kind.isNaive {
            let label = TrainingPlan.globalLabel(model.kind)
            for (symbol, score) in model.bySymbol {
                result[symbol, default: [:]][table.horizonBars, default: []].append(
                    candidate(
                        model.specification, label: label, score.scorecard, pooled: decision,
                        alarm: score.decision.alarm, table, manifests))
            }
        }
        return result
    }

    /// Makes the manifests of this scope's runs.
    func manifestMaker() -> ManifestMaker {
        ManifestMaker(plan: plan, scope: scope, series: series, benchmark: benchmark, asOf: asOf)
    }

    private func judge(
        _ table: LearningTable, _ specifications: [ModelSpecification], _ manifests: ManifestMaker,
        _ meter: ProgressMeter
    ) throws -> [Candidate] {
        try evaluate(table, specifications, meter).models.map { model in
            candidate(
                model.specification, label: model.kind.rawValue, model.scorecard, alarm: model.alarm, table, manifests)
        }
    }

    private func evaluate(
        _ table: LearningTable, _ specifications: [ModelSpecification], _ meter: ProgressMeter
    ) throws(EvaluationError) -> Evaluation {
        let evaluator = Evaluator(
            folds: plan.folds, initialTrainFraction: try OuterPart.trainFraction(of: table, plan),
            embargoBars: plan.embargoBars,
            gate: Gate(alpha: plan.alpha), threads: plan.threads)
        let what = "\(scope), \(table.horizonBars) \(table.horizonBars == 1 ? "bar" : "bars") ahead"
        let evaluation = try evaluator.evaluate(
            table, specifications, progress: { done, _, text in meter.update(done: done, "\(what): \(text)") },
            shouldStop: job.shouldStop)
        // Half a walk forward is no judgement.
        guard evaluation.splits.count == plan.folds || !job.shouldStop() else { throw .stopped }
        meter.finish(fits: plan.fitsPerHorizon(of: specifications), what)
        return evaluation
    }

    private func candidate(
        _ specification: ModelSpecification, label: String, _ scores: Scorecard, pooled: GateDecision? = nil,
        alarm: SkillAlarm?, _ table: LearningTable, _ manifests: ManifestMaker
    ) -> Candidate {
        let job = job
        let manifest = manifests.manifest(specification, horizonBars: table.horizonBars)
        return Candidate(trial: Trial(label, manifest), scores: scores, pooled: pooled, alarm: alarm) {
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
}
