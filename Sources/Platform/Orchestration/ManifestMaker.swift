import Base
import Features
import Forecasting
import MarketData
import ModelRegistry

/// Makes the manifests of one scope; the bars are hashed once.
struct ManifestMaker {
    private let plan: TrainingPlan
    private let scope: String
    private let symbols: [Symbol]
    private let asOf: Instant
    private let dataThrough: Instant
    private let dataHash: String

    init(plan: TrainingPlan, scope: String, series: [BarSeries], benchmark: BarSeries?, asOf: Instant) {
        self.plan = plan
        self.scope = scope
        self.asOf = asOf
        symbols = series.map(\.symbol)
        dataThrough = series.compactMap(\.times.last).max() ?? .distantPast
        dataHash = BarFingerprint.hexadecimal(of: series + (benchmark.map { [$0] } ?? []), interval: plan.interval)
    }

    func manifest(_ specification: ModelSpecification, horizonBars: Int) -> RunManifest {
        var evaluation = EvaluationPlan(
            folds: plan.folds, initialTrainFraction: plan.initialTrainFraction, embargoBars: plan.embargoBars,
            alpha: plan.alpha)
        evaluation.judgedAfter = plan.judgedAfter
        return RunManifest(
            scope: scope, symbols: symbols, interval: plan.interval, horizonBars: horizonBars,
            target: plan.target, specification: specification, dataHash: dataHash, asOf: asOf, dataThrough: dataThrough,
            featureSet: "\(plan.featureSet.name)@\(plan.featureSet.version)", featureSetHash: plan.featureSet.hash,
            featureSetText: plan.featureSetText, evaluation: evaluation, codeVersion: plan.codeVersion)
    }
}
