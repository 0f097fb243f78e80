public import Base
import Evaluation
import Features
import Forecasting
public import MarketData
public import Reporting

/// Judges models out of sample on stored bars, for people to read: nothing is registered.
public struct EvaluationJob: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// One for each horizon, or for each symbol and horizon.
        public var reports: [EvaluationReport] = []
        /// Symbols left out, and why.
        public var skipped: [(symbol: Symbol, reason: String)] = []
        /// Whether it was stopped before its end.
        public var wasStopped = false
    }

    private let store: BarStore
    private let order: EvaluationOrder
    private let clock: @Sendable () -> Instant

    /// Makes a job; nothing is read before it runs.
    public init(store: BarStore, order: EvaluationOrder, clock: @escaping @Sendable () -> Instant) {
        self.store = store
        self.order = order
        self.clock = clock
    }

    /// Runs the evaluation.
    ///
    /// - As of: bars known at the order's time, or when it begins.
    ///
    /// - Parameters:
    ///   - shouldStop: Asked before each fit; folds that were done by then are judged and shown.
    ///   - progress: Told how many fits are done.
    /// - Returns: The reports, and what was left out.
    /// - Throws: ``TrainingError`` where there are no bars, `EvaluationError` where nothing can be judged.
    public func run(
        shouldStop: @escaping @Sendable () -> Bool = { false }, progress: @escaping JobProgress
    ) throws -> Outcome {
        let asOf = order.asOf ?? clock()
        let series = try readSeries(asOf)
        var benchmark: BarSeries?
        if case .outperformance(let other) = order.target {
            let bars = try store.series(other, order.interval, asOf: asOf)
            guard !bars.isEmpty else { throw TrainingError.unknownSymbol(other, order.interval) }
            benchmark = order.through.map(bars.upTo) ?? bars
        }
        let isPerSymbol = order.isPerSymbol || series.count == 1
        if order.target == .outperformanceOfUniverse, isPerSymbol { throw TrainingError.noUniverse }
        let scopes = isPerSymbol ? series.map { [$0] } : [series]
        let meter = ProgressMeter(total: scopes.count * order.horizons.count * order.fits, progress)
        var outcome = Outcome()
        for scope in scopes where !outcome.wasStopped {
            let panel = EvaluationPanel(scope, benchmark: benchmark, order: order, asOf: asOf)
            do {
                try panel.judge(meter, shouldStop, into: &outcome)
            } catch let error as EvaluationError where scopes.count > 1 && error != .stopped {
                // One symbol with a short history must not keep the others from being shown.
                outcome.skipped.append((scope[0].symbol, error.description))
                meter.finish(fits: order.fits, "\(scope[0].symbol) left out")
            }
            outcome.wasStopped = outcome.wasStopped || shouldStop()
        }
        guard !outcome.reports.isEmpty else {
            if outcome.wasStopped { throw EvaluationError.stopped }
            let reason = outcome.skipped.first?.reason ?? "nothing came out"
            throw TrainingError.tooFewBars(series[0].symbol, bars: series[0].count, reason: reason)
        }
        return outcome
    }

    /// The bars, sorted by symbol.
    private func readSeries(_ asOf: Instant) throws -> [BarSeries] {
        var series = try store.series(of: order.symbols, order.interval, asOf: asOf)
        if let through = order.through { series = series.map { $0.upTo(through) } }
        series = series.filter { !$0.isEmpty }
        guard !series.isEmpty else { throw TrainingError.noBars(order.interval) }
        if let from = order.from, let last = series.compactMap(\.times.last).max(), last < from {
            throw TrainingError.noBarsSince(from.utcDate, last: last.utcDate)
        }
        return series
    }
}
