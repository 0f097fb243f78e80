public import Base
import Evaluation
import Features
import Forecasting
public import MarketData
public import ModelRegistry

/// Trains, judges, registers: panel → walk forward → gate → final fits → versions → champion.
///
/// Each symbol is done by itself and is in the registry when the next begins, so a training that was stopped goes on
/// where it was: what has a run of the same manifest is not trained again.
public struct TrainingJob: Sendable {
    let store: BarStore
    let registry: ModelRegistry
    let plan: TrainingPlan
    let clock: @Sendable () -> Instant
    let shouldStop: @Sendable () -> Bool

    /// Makes a job; nothing is read before it runs.
    ///
    /// - Parameters:
    ///   - store: The bars.
    ///   - registry: Where models are kept.
    ///   - plan: What to train.
    ///   - clock: Gives the current time.
    ///   - shouldStop: Asked before each fit; once it says yes the horizon under way is given up, and those that have been judged
    ///     on all their folds are registered.
    public init(
        store: BarStore, registry: ModelRegistry, plan: TrainingPlan, clock: @escaping @Sendable () -> Instant,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.store = store
        self.registry = registry
        self.plan = plan
        self.clock = clock
        self.shouldStop = shouldStop
    }

    /// Runs the training.
    ///
    /// - As of: bars known when it begins, less the plan's last `holdOutBars` times.
    public func run(progress: @escaping JobProgress) throws -> TrainingReport {
        let asOf = clock()
        let series = try readSeries(asOf: asOf)
        let all = try trainer(of: nil, series.filter { !$0.isEmpty }, asOf: asOf)
        if plan.scope == .global {
            let meter = ProgressMeter(total: plan.fits(of: try plan.specifications()), progress)
            if let done = try all.upToDate(nil) { return TrainingReport(outcomes: done) }
            var report = TrainingReport()
            try all.train(rivals: [:], meter, into: &report)
            return report
        }
        return try trainEach(series, all, progress)
    }

    /// Whether every model that was trained by this plan still stands as the plan would leave it: nothing is fitted.
    ///
    /// Another training may have moved the champions since. Symbols without models count as left out before.
    public func isUpToDate() throws -> Bool {
        let asOf = clock()
        let series = try readSeries(asOf: asOf)
        let all = try trainer(of: nil, series.filter { !$0.isEmpty }, asOf: asOf)
        if plan.scope == .global { return try all.upToDate(nil) != nil }
        let globalManifests = wantsGlobalCandidates(series) ? all.manifestMaker() : nil
        let known = Set(try registry.models().map(\.scope))
        return try series.allSatisfy { one in
            let scope = RunManifest.scope(of: one.symbol, plan.interval, target: plan.target)
            guard known.contains(scope), scope != all.scope else { return true }
            return try trainer(of: one.symbol, [one], asOf: asOf).upToDate(globalManifests) != nil
        }
    }

    /// The trainer of one symbol's models, or of those of all.
    func trainer(of symbol: Symbol?, _ series: [BarSeries], asOf: Instant) throws -> ScopeTrainer {
        var benchmark: BarSeries?
        switch plan.target {
        case .ownReturn: break
        case .outperformanceOfUniverse:
            guard plan.scope == .global, series.count > 1 else { throw TrainingError.noUniverse }
        case .outperformance(let other):
            let bars = try store.series(other, plan.interval, asOf: asOf)
            guard !bars.isEmpty else { throw TrainingError.unknownSymbol(other, plan.interval) }
            benchmark = series.compactMap(\.times.last).max().map(bars.upTo)
        }
        return ScopeTrainer(
            job: self, scope: RunManifest.scope(of: symbol, plan.interval, target: plan.target), series: series,
            benchmark: benchmark, asOf: asOf)
    }

    private func trainEach(
        _ series: [BarSeries], _ all: ScopeTrainer, _ progress: @escaping JobProgress
    ) throws -> TrainingReport {
        let wantsGlobal = wantsGlobalCandidates(series)
        let fits = plan.fits(of: try plan.specifications())
        let globalFits = wantsGlobal ? plan.fits(of: try plan.globalSpecifications()) : 0
        let meter = ProgressMeter(total: series.count * fits + globalFits, progress)
        let globalManifests = wantsGlobal ? all.manifestMaker() : nil
        var rivals: [Symbol: [Int: [Candidate]]]?
        var report = TrainingReport()
        for one in series where !report.wasStopped {
            let scope = RunManifest.scope(of: one.symbol, plan.interval, target: plan.target)
            guard scope != all.scope else {
                report.skipped.append((one.symbol, "that name stands for the models of all symbols"))
                meter.finish(fits: fits, "\(one.symbol) left out")
                continue
            }
            let trainer = try trainer(of: one.symbol, [one], asOf: all.asOf)
            if let done = try trainer.upToDate(globalManifests) {
                report.outcomes += done
                meter.finish(fits: fits, "\(one.symbol) is up to date")
                continue
            }
            do {
                // The models of all symbols are judged only when some symbol needs them.
                if wantsGlobal, rivals == nil { rivals = try all.candidatesBySymbol(meter) }
            } catch EvaluationError.stopped {
                report.wasStopped = true
                continue
            }
            do {
                try trainer.train(rivals: rivals?[one.symbol] ?? [:], meter, into: &report)
            } catch let error as EvaluationError where error.isShortHistory {
                // One symbol with a short history must not keep the others from being trained.
                report.skipped.append((one.symbol, error.description))
                meter.finish(fits: fits, "\(one.symbol) left out")
            }
        }
        guard !report.outcomes.isEmpty || report.wasStopped else {
            let reason = report.skipped.first?.reason ?? "nothing came out"
            throw TrainingError.tooFewBars(series[0].symbol, bars: series[0].count, reason: reason)
        }
        return report
    }

    private func wantsGlobalCandidates(_ series: [BarSeries]) -> Bool {
        plan.scope == .perSymbol(global: true) && series.count > 1
    }

    /// The bars to train on, sorted by symbol, without those held out.
    func readSeries(asOf: Instant) throws -> [BarSeries] {
        let series = try store.series(of: plan.symbols, plan.interval, asOf: asOf)
        guard let cut = HoldOut.lastTrainingTime(series, holdOutBars: plan.holdOutBars) else { return series }
        return series.map { $0.upTo(cut) }
    }
}

extension EvaluationError {
    /// Whether a longer history would mend it.
    fileprivate var isShortHistory: Bool {
        switch self {
        case .tooFewTimes, .nothingToScore, .fitFailed(_, .tooFewRows): true
        case .fitFailed, .stopped: false
        }
    }
}

/// Which bars are kept from training, to be replayed as if they were live.
public enum HoldOut {
    /// Event time of the last bar to train on, so that `holdOutBars` distinct times come after it.
    ///
    /// All symbols stop at one time. `nil` when nothing is held out or nothing would be left.
    public static func lastTrainingTime(_ series: [BarSeries], holdOutBars: Int) -> Instant? {
        guard holdOutBars > 0 else { return nil }
        // The last times of all symbols together are among the last of each.
        let times = Set(series.flatMap { $0.times.suffix(holdOutBars + 1) }).sorted()
        return times.count > holdOutBars ? times[times.count - 1 - holdOutBars] : nil
    }
}
