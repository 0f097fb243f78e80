public import Kernels

/// A fit before its calibration: the model on all rows, and what a model on the earlier rows said of the last ones.
///
/// An ensemble is calibrated from its members' fits, so they need not be fitted again.
public struct ModelFit: Sendable {
    /// The model fitted on every row of the slice.
    public let model: any FittedModel
    /// The median forecasts of the calibration tail by a model that was fitted before it.
    public let tailLocations: [Double]
    /// The rows of the tail.
    public let tail: RowSelection
    /// What was fitted on.
    public let slice: TrainingSlice

    /// The ensemble of fits on one slice.
    public static func ensemble(of fits: [ModelFit]) -> ModelFit? {
        guard let first = fits.first else { return nil }
        return ModelFit(
            model: EnsembleModel(members: fits.map(\.model)),
            tailLocations: equalWeightMean(fits.map(\.tailLocations)), tail: first.tail, slice: first.slice)
    }

    /// The mean of equally long arrays, element by element, as an ensemble forms it.
    public static func equalWeightMean(_ parts: [[Double]]) -> [Double] {
        guard let first = parts.first else { return [] }
        return first.indices.map { index in
            parts.reduce(0) { $0 + $1[index] } / Double(parts.count)
        }
    }

    /// The model with the shape of its residuals over the tail.
    public func calibrated() -> CalibratedModel {
        let table = slice.table
        let residuals = zip(tail, tailLocations).map { row, location in
            (table.targets[row] - location) / table.scale(at: row)
        }
        return CalibratedModel(
            model: model, residualQuantiles: CalibratedModel.shape(ofResiduals: residuals, kind: model.kind),
            horizonBars: table.horizonBars, featureNames: table.featureNames)
    }
}
