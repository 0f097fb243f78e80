public import Base
import Evaluation
import Features
import Forecasting
public import MarketData
public import ModelRegistry
import Tuning

/// Searches for parameters, and judges the choice on bars that the search did not see.
///
/// The search walks forward inside the earlier part of the time. Every trial is in the registry when the next begins, so a
/// search that was stopped goes on where it was: with the same plan it proposes the same trials.
public struct TuningJob: Sendable {
    let store: BarStore
    let registry: ModelRegistry
    let plan: TuningPlan
    let clock: @Sendable () -> Instant
    let shouldStop: @Sendable () -> Bool

    /// Makes a job; nothing is read before it runs.
    ///
    /// - Parameters:
    ///   - store: The bars.
    ///   - registry: Where trials are kept.
    ///   - plan: What to search.
    ///   - clock: Gives the current time.
    ///   - shouldStop: Asked between fits; once it says yes the trial under way is given up, and what has ended is kept.
    public init(
        store: BarStore, registry: ModelRegistry, plan: TuningPlan, clock: @escaping @Sendable () -> Instant,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.store = store
        self.registry = registry
        self.plan = plan
        self.clock = clock
        self.shouldStop = shouldStop
    }

    /// How a search ended.
    public enum End: Sendable, Equatable {
        /// Every trial has ended, and the choice was judged.
        case finished
        /// The time allowed was over; the best so far was judged.
        case outOfTime
        /// It was asked to stop; nothing was judged.
        case stopped
    }

    /// One search: of one symbol, or of all together.
    public struct Outcome: Sendable {
        /// The study's id in the registry.
        public let study: String
        /// How many trials ended now; the others were there before.
        public let newTrials: Int
        /// How the search ended.
        public let end: End
    }

    /// Runs one search for each symbol, or one for all of a global plan.
    ///
    /// - As of: bars known when it begins, less the plan's last `holdOutBars` times.
    /// - Throws: What reading and fitting throw; a trial whose parameters cannot be fitted is kept as failed instead.
    public func run(progress: @escaping JobProgress) throws -> [Outcome] {
        let asOf = clock()
        let training = TrainingJob(store: store, registry: registry, plan: plan.data, clock: clock)
        let series = try training.readSeries(asOf: asOf)
        let groups: [(Symbol?, [BarSeries])] =
            plan.data.scope == .global ? [(nil, series.filter { !$0.isEmpty })] : series.map { ($0.symbol, [$0]) }
        let meter = ProgressMeter(total: groups.count * plan.foldsAtMost, progress)
        var outcomes: [Outcome] = []
        for (symbol, bars) in groups {
            let trainer = try training.trainer(of: symbol, bars, asOf: asOf)
            outcomes.append(try TuningStudy(self, trainer).run(meter))
            if outcomes.last?.end == .stopped { break }
            meter.finish(fits: plan.foldsAtMost, trainer.scope)
        }
        return outcomes
    }
}

/// The search for one scope.
struct TuningStudy {
    private let job: TuningJob
    private let trainer: ScopeTrainer
    private let manifest: StudyManifest

    private var plan: TuningPlan { job.plan }

    init(_ job: TuningJob, _ trainer: ScopeTrainer) throws {
        self.job = job
        self.trainer = trainer
        let plan = job.plan
        guard let through = OuterPart.searchThrough(trainer.series.flatMap(\.times), outerShare: plan.outerShare) else {
            throw EvaluationError.tooFewTimes(needed: 2, was: Set(trainer.series.flatMap(\.times)).count)
        }
        manifest = StudyManifest(
            run: trainer.manifestMaker().manifest(plan.untuned, horizonBars: plan.horizonBars), space: plan.space,
            method: plan.method, loss: plan.loss, stopsEarly: plan.prunes, outerShare: plan.outerShare,
            searchThrough: through)
    }

    func run(_ meter: ProgressMeter) throws -> TuningJob.Outcome {
        let study = try job.registry.study(manifest, at: job.clock())
        let earlier = try job.registry.trials(of: study.id)
        let (ended, found) = try search(study, earlier, meter)
        var end = found
        do {
            if end != .stopped { try judge(study.id, earlier + ended, meter) }
        } catch EvaluationError.stopped {
            end = .stopped
        }
        return TuningJob.Outcome(study: study.id, newTrials: ended.count, end: end)
    }

    private func search(
        _ study: StudyRecord, _ earlier: [StudyTrial], _ meter: ProgressMeter
    ) throws -> (ended: [StudyTrial], end: TuningJob.End) {
        var search = try Search(
            space: plan.space, method: plan.method, goal: plan.loss.goal, seed: plan.data.seed,
            history: earlier.map(\.record))
        var trials = earlier
        let start = job.clock()
        var folds: TuningFolds?
        while case .run(let trial) = search.next() {
            if job.shouldStop() { return (Array(trials.dropFirst(earlier.count)), .stopped) }
            if let budget = plan.budgetSeconds, job.clock() >= start.advanced(bySeconds: Int64(budget)) {
                return (Array(trials.dropFirst(earlier.count)), .outOfTime)
            }
            // The features are computed only where there is something to try.
            let own = try folds ?? makeFolds()
            folds = own
            guard let ended = try run(trial, own, search.peers(of: trial), trials, meter) else {
                return (Array(trials.dropFirst(earlier.count)), .stopped)
            }
            try job.registry.record(ended, of: study.id)
            try search.tell(ended.record)
            trials.append(ended)
        }
        return (Array(trials.dropFirst(earlier.count)), .finished)
    }

    /// The folds inside the part that the search sees: bars after it are not even given to the features.
    private func makeFolds() throws -> TuningFolds {
        let series = trainer.series.map { $0.upTo(manifest.searchThrough) }
        let panel = try Panel.build(series: series, featureSet: plan.data.featureSet, horizons: [plan.horizonBars])
        let benchmark = trainer.benchmark.map { PriceColumn($0.upTo(manifest.searchThrough)) }
        let table = LearningTable(panel, horizonIndex: 0, target: plan.data.target, benchmark: benchmark)
        return try TuningFolds(table, plan)
    }

    /// Carries out a trial; `nil` where it was given up.
    private func run(
        _ trial: Tuning.Trial, _ folds: TuningFolds, _ peers: [TrialRecord], _ known: [StudyTrial],
        _ meter: ProgressMeter
    ) throws -> StudyTrial? {
        let startedAt = job.clock()
        let before = known.first { $0.record.trial.number == trial.continues }
        var scores = before.map { folds.scores(of: $0) } ?? []
        let status: TrialRecord.Status?
        do {
            status = try score(trial, folds, peers, &scores, meter)
        } catch let error as ForecastingError {
            guard error.isOfTheTrial else { throw error }
            status = .failed(reason: error.description)
        }
        guard let status else { return nil }
        return StudyTrial(
            record: TrialRecord(trial, values: scores.map(\.value), status: status), startedAt: startedAt,
            finishedAt: job.clock(), returns: scores.flatMap(\.returns))
    }

    /// Scores a trial fold by fold, until it has spent its budget or is stopped; `nil` where it was given up.
    private func score(
        _ trial: Tuning.Trial, _ folds: TuningFolds, _ peers: [TrialRecord], _ scores: inout [TuningFolds.Score],
        _ meter: ProgressMeter
    ) throws -> TrialRecord.Status? {
        let wanted = min(trial.budget ?? folds.count, folds.count)
        let specification = try manifest.specification(trial.parameters)
        while scores.count < wanted {
            if job.shouldStop() { return nil }
            let next = scores.count..<min(wanted, scores.count + folds.atOnce)
            for score in try folds.score(specification, next) {
                scores.append(score)
                meter.update(
                    done: folds.count * trial.number + scores.count,
                    "\(trainer.scope): trial \(trial.number + 1), fold \(scores.count) of \(wanted)")
                guard plan.prunes, scores.count < wanted else { continue }
                let reason = MedianRule().reason(toStop: scores.map(\.value), goal: plan.loss.goal, others: peers)
                if let reason { return .pruned(reason: reason) }
            }
        }
        return .done
    }

    // MARK: The outer part

    /// Judges the best trial beside the untuned parameters on the part that the search did not see, once for each choice.
    private func judge(_ study: String, _ trials: [StudyTrial], _ meter: ProgressMeter) throws {
        guard let summary = SearchSummary(trials.map(\.record), goal: plan.loss.goal) else { return }
        let tuned = try manifest.specification(summary.best.trial.parameters)
        let record = try job.registry.study(study)
        guard record.judgement(of: summary.best.trial.parameters) == nil else { return }
        var data = plan.data
        data.judgedAfter = manifest.searchThrough
        let panel = try Panel.build(
            series: trainer.series, featureSet: data.featureSet, horizons: [plan.horizonBars])
        let table = LearningTable(
            panel, horizonIndex: 0, target: data.target, benchmark: trainer.benchmark.map(PriceColumn.init))
        let evaluator = Evaluator(
            folds: data.folds, initialTrainFraction: try OuterPart.trainFraction(of: table, data),
            embargoBars: data.embargoBars, gate: Gate(alpha: data.alpha), threads: data.threads)
        let naive = try ModelKind.allCases.filter(\.isNaive).map {
            try ModelSpecification(kind: $0, seed: data.seed, intervals: plan.untuned.intervals)
        }
        let tried = tuned == plan.untuned ? [tuned] : [plan.untuned, tuned]
        let evaluation = try evaluator.evaluate(
            table, naive + tried,
            progress: { _, _, text in
                meter.update(done: plan.foldsAtMost, "\(trainer.scope), judging the choice: \(text)")
            }, shouldStop: job.shouldStop)
        guard evaluation.splits.count == data.folds || !job.shouldStop() else { throw EvaluationError.stopped }
        let judgement = try judgement(evaluation, tuned, summary, trials.count)
        try job.registry.record(judgement, of: study)
    }

    private func judgement(
        _ evaluation: Evaluation, _ tuned: ModelSpecification, _ summary: SearchSummary, _ trials: Int
    ) throws -> StudyJudgement {
        let tried = evaluation.models.filter { !$0.kind.isNaive }
        let manifests = trainer.manifestMaker()
        let current = Set(
            tried.map {
                Trial($0.kind.rawValue, manifests.manifest($0.specification, horizonBars: plan.horizonBars))
            })
        let history = try StudyHistory(job.registry, scope: trainer.scope).p(without: current)
        let decisions = Gate(alpha: plan.data.alpha).decide(
            evaluation.models.map { ($0.kind.isNaive, $0.scorecard) }, earlier: history)
        let judged = zip(evaluation.models, decisions).filter { !$0.0.kind.isNaive }.map { model, plain in
            let decision = plain.raising(model.alarm)
            var scores = model.scorecard
            scores.holmP = decision.holmP
            scores.verdict = decision.reason
            return StudyJudgement.Judged(specification: model.specification, scores: scores, decision: decision)
        }
        let times = tried[0].forecasts.rows.times
        return StudyJudgement(
            trial: summary.best.trial.number, trials: trials, tuned: judged[judged.count - 1], untuned: judged[0],
            differenceP: TuningFolds.differenceP(tried[0].forecasts, tried[tried.count - 1].forecasts),
            from: times.first ?? manifest.searchThrough, through: times.last ?? manifest.searchThrough,
            judgedAt: job.clock())
    }
}

extension ForecastingError {
    /// Whether other parameters may do better; a library that is not there, or too few rows, would stop every trial.
    fileprivate var isOfTheTrial: Bool {
        switch self {
        case .badParameter, .unsolvable: true
        case .boosting, .tooFewRows, .unreadable: false
        }
    }
}
