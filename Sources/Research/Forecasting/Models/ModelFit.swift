import Base
import Glibc
public import Kernels

/// A fit before its calibration: the model on all rows, and what a model on the earlier rows said of the last ones.
///
/// An ensemble is calibrated from its members' fits, so they need not be fitted again.
public struct ModelFit: Sendable {
    /// The model fitted on every row of the slice.
    public let model: any FittedModel
    /// What a model that was fitted before the calibration tail said of it.
    public let tailForecasts: [ModelForecast]
    /// The rows of the tail.
    public let tail: RowSelection
    /// What was fitted on.
    public let slice: TrainingSlice
    /// How the distribution is found.
    let intervals: IntervalMethod
    /// Fixes what is drawn at random.
    let seed: UInt64

    init(
        model: any FittedModel, tailForecasts: [ModelForecast], tail: RowSelection, slice: TrainingSlice,
        intervals: IntervalMethod, seed: UInt64
    ) {
        self.model = model
        self.tailForecasts = tailForecasts
        self.tail = tail
        self.slice = slice
        self.intervals = intervals
        self.seed = seed
    }

    /// The ensemble of fits on one slice.
    public init(ensemble specification: ModelSpecification, of fits: [ModelFit]) {
        let fit = EnsembleFit(specification, fits)
        self.init(
            model: fit.model, tailForecasts: fit.tailForecasts, tail: fit.tail, slice: fits[0].slice,
            intervals: specification.intervals, seed: specification.seed)
    }

    /// The forecasts of an ensemble's fit for some rows, of those of its members.
    ///
    /// - Parameters:
    ///   - parts: Each member's forecasts of the rows.
    ///   - scales: σ_t·√h of each row.
    /// - Returns: One forecast a row; `nil` where this fit is not an ensemble's.
    public func combined(_ parts: [[ModelForecast]], scales: [Double]) -> [ModelForecast]? {
        guard let ensemble = model as? EnsembleModel else { return nil }
        return scales.indices.map { row in ensemble.combined(parts.map { $0[row] }, scale: scales[row]) }
    }

    /// The model with the shape of its residuals over the tail.
    public func calibrated() -> CalibratedModel {
        let table = slice.table
        let shape = ResidualShape.shape(
            ofResiduals: residuals(), intervals, isSymmetric: model.kind == .persistence)
        return CalibratedModel(
            model: model, residualQuantiles: shape, adaptiveLevels: intervals == .adaptive ? adapted(shape) : nil,
            horizonBars: table.horizonBars, featureNames: table.featureNames)
    }

    /// (return − forecast) / scale over the tail, for each of the 99 levels where the model has quantiles of its own.
    private func residuals() -> [[Double]] {
        let table = slice.table
        // Quantiles of its own are calibrated level by level, whatever the method.
        let hasQuantiles = tailForecasts.first?.quantiles.isEmpty == false
        if intervals == .bootstrap, !hasQuantiles, let drawn = drawnResiduals() { return [drawn] }
        guard hasQuantiles else {
            return [zip(tail, tailForecasts).map { (table.targets[$0] - ModelFit.median($1)) / scale($1, $0) }]
        }
        var lists = [[Double]](repeating: [], count: ReturnDistribution.shapeCount)
        for (row, forecast) in zip(tail, tailForecasts) {
            let curve = QuantileCurve(forecast.quantiles).values
            for level in lists.indices {
                lists[level].append((table.targets[row] - curve[level]) / scale(forecast, row))
            }
        }
        return lists
    }

    /// Sums of one-bar residuals; `nil` where the tail has none.
    private func drawnResiduals() -> [Double]? {
        let table = slice.table
        let bars = Double(table.horizonBars)
        let oneBar = zip(tail, tailForecasts).compactMap { row, forecast -> Double? in
            let history = table.history(at: row)
            guard history.end < history.column.closes.count else { return nil }
            let move = log(history.column.closes[history.end] / history.column.closes[history.end - 1])
            let unit = (move - ModelFit.median(forecast) / bars) / (scale(forecast, row) / bars.squareRoot())
            return unit.isFinite ? unit : nil
        }
        return oneBar.isEmpty ? nil : ResidualShape.drawnSums(of: oneBar, horizonBars: table.horizonBars, seed: seed)
    }

    /// The levels after every outcome of the tail, each taken when it was known.
    private func adapted(_ shape: [Double]) -> AdaptiveLevels {
        var walk = AdaptiveWalk(shape: shape, levels: AdaptiveLevels())
        for (row, forecast) in zip(tail, tailForecasts) {
            walk.pass(slice.table, row: row, forecast: forecast, scale: scale(forecast, row))
        }
        return walk.levels
    }

    private func scale(_ forecast: ModelForecast, _ row: Int) -> Double {
        forecast.scale > 0 && forecast.scale.isFinite ? forecast.scale : slice.table.scale(at: row)
    }

    /// The middle of a forecast that has no residuals yet; 0 for a model of probabilities.
    private static func median(_ forecast: ModelForecast) -> Double {
        if let middle = forecast.quantiles.isEmpty ? nil : forecast.quantiles.sorted()[9] { return middle }
        return forecast.location.isFinite ? forecast.location : 0
    }
}
