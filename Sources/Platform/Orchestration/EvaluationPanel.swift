import Base
import Evaluation
import Features
import Forecasting
import MarketData
import Reporting

/// The bars of one evaluation, of one symbol or of many, on their way to judgements.
struct EvaluationPanel {
    private let series: [BarSeries]
    private let benchmark: BarSeries?
    private let order: EvaluationOrder
    private let asOf: Instant

    init(_ series: [BarSeries], benchmark: BarSeries?, order: EvaluationOrder, asOf: Instant) {
        self.series = series
        self.benchmark = benchmark
        self.order = order
        self.asOf = asOf
    }

    /// Judges every horizon; stops between horizons once it is told to.
    func judge(
        _ meter: ProgressMeter, _ shouldStop: @escaping @Sendable () -> Bool, into outcome: inout EvaluationJob.Outcome
    ) throws {
        let what = series.count == 1 ? series[0].symbol.name : "\(series.count) symbols"
        meter.update(done: 0, "computing \(order.featureSet.name) of \(what)")
        let panel = try panel()
        let hash = BarFingerprint.hexadecimal(
            of: series + (benchmark.map { [$0] } ?? []), interval: order.interval)
        for (index, horizon) in panel.horizons.enumerated() where !shouldStop() {
            let table = LearningTable(
                panel, horizonIndex: index, target: order.target, benchmark: benchmark.map(PriceColumn.init))
            let evaluator = Evaluator(
                folds: order.folds, initialTrainFraction: order.initialTrainFraction, embargoBars: order.embargoBars,
                gate: Gate(alpha: order.alpha), threads: order.threads, scheme: order.scheme)
            let text = "\(what), \(horizon) \(horizon == 1 ? "bar" : "bars") ahead"
            let evaluation = try evaluator.evaluate(
                table, order.allSpecifications, keepsModels: true,
                progress: { done, _, fit in meter.update(done: done, "\(text): \(fit)") }, shouldStop: shouldStop)
            meter.finish(fits: order.fits, text)
            outcome.reports.append(try report(evaluation, table, hash, shouldStop))
        }
    }

    private func report(
        _ evaluation: Evaluation, _ table: LearningTable, _ hash: String, _ shouldStop: @Sendable () -> Bool
    ) throws -> EvaluationReport {
        let focus = EvaluationReport.focus(of: evaluation)
        let second = SecondReading(table, evaluation, model: focus, threads: order.threads)
        let ranking = order.ranksFeatures && !shouldStop() ? try second.ranking(seed: order.seed) : nil
        let adaptive = order.scheme.isCombinatorial ? nil : second.adaptive()
        return EvaluationReport(
            evaluation.withoutModels, run: description(table, hash, evaluation), ranking: ranking, adaptive: adaptive)
    }

    private func description(_ table: LearningTable, _ hash: String, _ evaluation: Evaluation) -> RunDescription {
        let first = table.times.first ?? .distantPast
        let planned = order.fits / Set(order.allSpecifications.flatMap { $0.members.isEmpty ? [$0] : $0.members }).count
        let done = evaluation.splits.count
        return RunDescription(
            command: order.command, interval: order.interval,
            featureSet: "\(order.featureSet.name)@\(order.featureSet.version)", features: table.featureCount,
            tableRows: table.count, tableTimes: first...max(first, table.times.last ?? first), scheme: order.schemeText,
            dataHash: hash, asOf: asOf, seed: order.seed, codeVersion: order.codeVersion, alpha: order.alpha,
            learnsFromLater: order.scheme.learnsFromLater, stopped: done < planned ? (done, planned) : nil)
    }

    /// The rows that are learnt from and forecast.
    private func panel() throws -> Panel {
        guard let from = order.from else {
            return try Panel.build(series: series, featureSet: order.featureSet, horizons: order.horizons)
        }
        // What recursive features remember is a matter of a few windows.
        let warmUp = 2 * order.featureSet.warmUpBars + 250
        let recent = series.map { one in
            let first = max(0, one.firstIndex(notBefore: from) - warmUp)
            return first == 0 ? one : one[first..<one.count]
        }
        let whole = try Panel.build(series: recent, featureSet: order.featureSet, horizons: order.horizons)
        return whole.from(from, prices: series.map { ($0.times, $0.adjustedClose) })
    }
}

extension Panel {
    /// The rows not before a time, with all prices there are.
    fileprivate func from(_ time: Instant, prices: [(times: [Instant], closes: [Double])]) -> Panel {
        let first = times.firstIndex { $0 >= time } ?? times.count
        return Panel(
            symbols: symbols, featureNames: featureNames, horizons: horizons, times: Array(times[first...]),
            symbolIndex: Array(symbolIndex[first...]), features: Array(features[(first * featureNames.count)...]),
            closes: Array(closes[first...]), volatility: Array(volatility[first...]),
            targets: targets.map { Array($0[first...]) }, seasonal: seasonal.map { Array($0[first...]) },
            prices: prices)
    }
}

extension Evaluator.Scheme {
    fileprivate var isCombinatorial: Bool {
        if case .combinatorial = self { return true }
        return false
    }

    fileprivate var learnsFromLater: Bool {
        switch self {
        case .expanding, .rolling: false
        case .purgedKFold, .combinatorial: true
        }
    }
}
