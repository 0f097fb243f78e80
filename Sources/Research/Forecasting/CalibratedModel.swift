import Kernels

/// A fitted model with the shape of its out-of-sample residuals: input in, distribution out.
///
/// The residuals are (return − median forecast) / (σ_t·√h) over the last fifth of the training time, by a model fitted
/// on what came before; they are centred on their median, so the distribution's median is the model's forecast.
/// Persistence knows no direction: its residuals are made symmetric, so its P(up) is 0.5.
public struct CalibratedModel: Sendable {
    /// The model.
    public let model: any FittedModel
    /// The residuals' quantiles at 0.01 … 0.99, centred on their median.
    public let residualQuantiles: [Double]
    /// How many bars ahead it forecasts.
    public let horizonBars: Int
    /// The features it reads, in order.
    public let featureNames: [String]

    /// Makes a calibrated model of its parts.
    public init(model: any FittedModel, residualQuantiles: [Double], horizonBars: Int, featureNames: [String]) {
        precondition(residualQuantiles.count == ReturnDistribution.shapeCount, "expected 99 residual quantiles")
        self.model = model
        self.residualQuantiles = residualQuantiles
        self.horizonBars = horizonBars
        self.featureNames = featureNames
    }

    /// The distribution of the return over the horizon.
    ///
    /// - As of: whatever the arguments are as of; the model itself is as of the end of its training.
    /// - Missing: a volatility that is not a number above 0 gives the location 0 without a width.
    ///
    /// - Parameters:
    ///   - features: The last feature row, as ``featureNames`` orders it; NaN where missing.
    ///   - seasonal: The seasonal-naive forecast of the same return; NaN where there is none.
    ///   - volatility: σ of one bar's log return.
    /// - Returns: Location and scale in log return.
    public func forecast(
        features: UnsafeBufferPointer<Double>, seasonal: Double, volatility: Double
    ) -> ReturnDistribution {
        guard volatility.isFinite, volatility > 0 else {
            return ReturnDistribution(location: 0, scale: 0, shape: residualQuantiles)
        }
        let input = ForecastInput(features: features, seasonal: seasonal, volatility: volatility)
        return ReturnDistribution(
            location: model.location(input), scale: volatility * Double(horizonBars).squareRoot(),
            shape: residualQuantiles)
    }

    /// The file in a saved model's folder that has the trees of one made of trees, in LightGBM's own text.
    public static var treesFileName: String { ModelFolder.trees }

    /// Quantiles of standardised residuals, centred on their median; mirrored for a model without direction.
    static func shape(ofResiduals residuals: [Double], kind: ModelKind) -> [Double] {
        let levels = (1...ReturnDistribution.shapeCount).map { Double($0) / 100 }
        let sample = kind == .persistence ? residuals + residuals.map { -$0 } : residuals
        let quantiles = Statistics.quantiles(sample, levels: levels)
        let median = quantiles[ReturnDistribution.shapeCount / 2]
        return quantiles.map { $0 - median }
    }

    /// Writes the model into a folder, made if need be: the same bytes for the same model.
    ///
    /// - Throws: ``ForecastingError/unreadable(path:reason:)`` when a file cannot be written.
    public func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.make(folder)
        try model.save(toFolder: folder)
        let file = CalibrationFile(
            horizonBars: horizonBars, featureNames: featureNames, residualQuantiles: residualQuantiles)
        try ModelFolder.write(json: file, to: "\(folder)/\(ModelFolder.calibration)")
    }

    /// Reads what ``save(toFolder:)`` wrote.
    ///
    /// - Throws: ``ForecastingError/unreadable(path:reason:)`` when a file is missing or damaged,
    ///   ``ForecastingError/boosting(_:)`` when its trees are damaged.
    public static func load(folder: String) throws(ForecastingError) -> CalibratedModel {
        let path = "\(folder)/\(ModelFolder.calibration)"
        let file = try ModelFolder.read(CalibrationFile.self, json: path)
        guard file.residualQuantiles.count == ReturnDistribution.shapeCount, file.horizonBars >= 1 else {
            throw .unreadable(path: path, reason: "expected 99 residual quantiles and a horizon of 1 or more")
        }
        return CalibratedModel(
            model: try ModelFile.load(folder: folder), residualQuantiles: file.residualQuantiles,
            horizonBars: file.horizonBars, featureNames: file.featureNames)
    }
}

/// What `calibration.json` has.
private struct CalibrationFile: Codable {
    let horizonBars: Int
    let featureNames: [String]
    let residualQuantiles: [Double]
}
