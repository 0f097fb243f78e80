import Base
import Evaluation
import Features
import Forecasting
import Scoring

/// A walk forward of one LightGBM of all symbols of a file, from bars to scores, beside
/// `Benchmarks/forecasting/walkforward_peer.py`.
struct WalkForwardTrial {
    private let bars: BenchBars
    private let featureSet: FeatureSet
    private let horizonBars: Int
    private let evaluator: Evaluator

    /// Reads and checks the bars, which is not timed.
    init(path: String, featureSet: FeatureSet, folds: Int, horizonBars: Int, threads: Int) throws {
        bars = try BenchBars.read(path: path)
        self.featureSet = featureSet
        self.horizonBars = horizonBars
        evaluator = Evaluator(
            folds: folds, initialTrainFraction: 0.5, embargoBars: 5, threads: threads, parallelism: .withinFit)
    }

    /// The scores of all rows forecast, and the correlation of forecast and return over them.
    func run() throws -> (card: Scorecard, correlation: Double)? {
        let panel = try Panel.build(series: bars.series, featureSet: featureSet, horizons: [horizonBars])
        let table = LearningTable(panel, horizonIndex: 0)
        return try evaluator.evaluate(table, [.standard(.lightgbm)]).models.first.map { model in
            let forecasts = model.forecasts
            return (model.scorecard, Correlation.pearson(forecasts.locations, forecasts.rows.actual) ?? .nan)
        }
    }
}
