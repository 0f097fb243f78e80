public import Base
import Kernels

/// A fitted model with the shape of its out-of-sample residuals: input in, distribution out.
///
/// The residuals are (return − median forecast) / scale over the last fifth of the training time, by a model fitted on what
/// came before, the scale being the model's own or σ_t·√h; they are centred on their median, so the distribution's
/// median is the model's forecast. A model with quantiles of its own is calibrated level by level (conformalised
/// quantile regression: Romano, Patterson and Candès, 2019). A model of a direction is given the location by which the
/// distribution's P(up) is the model's. Persistence knows no direction: its residuals are made symmetric, so its P(up) is
/// 0.5.
public struct CalibratedModel: Sendable {
    /// The model.
    public let model: any FittedModel
    /// The residuals' quantiles at 0.01 … 0.99, centred on their median.
    public let residualQuantiles: [Double]
    /// Where the quantiles are read now, for ``IntervalMethod/adaptive``; `nil` for other methods.
    public let adaptiveLevels: AdaptiveLevels?
    /// How many bars ahead it forecasts.
    public let horizonBars: Int
    /// The features it reads, in order.
    public let featureNames: [String]

    /// Makes a calibrated model of its parts.
    public init(
        model: any FittedModel, residualQuantiles: [Double], adaptiveLevels: AdaptiveLevels? = nil, horizonBars: Int,
        featureNames: [String]
    ) {
        precondition(residualQuantiles.count == ReturnDistribution.shapeCount, "expected 99 residual quantiles")
        self.model = model
        self.residualQuantiles = residualQuantiles
        self.adaptiveLevels = adaptiveLevels
        self.horizonBars = horizonBars
        self.featureNames = featureNames
    }

    /// The distribution of the return over the horizon.
    ///
    /// - As of: whatever the input is as of; the model itself is as of the end of its training.
    /// - Missing: a volatility that is not a number above 0 gives the location 0 without a width.
    ///
    /// - Parameters:
    ///   - input: What is known; its features as ``featureNames`` orders them, NaN where missing.
    ///   - symbol: Whose return it is, for levels that follow each symbol; `nil` for the levels as they are named.
    /// - Returns: Location and scale in log return.
    public func forecast(_ input: ForecastInput, of symbol: Symbol? = nil) -> ReturnDistribution {
        guard input.volatility.isFinite, input.volatility > 0 else {
            return ReturnDistribution(location: 0, scale: 0, shape: residualQuantiles)
        }
        let scale = input.volatility * Double(horizonBars).squareRoot()
        return distribution(of: model.forecast(input), defaultScale: scale, symbol: symbol)
    }

    /// The distribution that a model's forecast is.
    ///
    /// - Parameters:
    ///   - forecast: What the model says.
    ///   - defaultScale: σ_t·√h, for models without a scale of their own.
    ///   - symbol: Whose return it is, for levels that follow each symbol; `nil` for the levels as they are named.
    /// - Returns: Location and scale in log return.
    public func distribution(
        of forecast: ModelForecast, defaultScale: Double, symbol: Symbol? = nil
    ) -> ReturnDistribution {
        var shape = residualQuantiles
        if let adaptiveLevels, let symbol {
            shape = AdaptiveLevels.shape(shape, readAt: adaptiveLevels.levels(of: symbol))
        }
        return ReturnDistribution(forecast, defaultScale: defaultScale, shape: shape)
    }

    /// The file in a saved model's folder that has the trees of one made of trees, in LightGBM's own text.
    public static var treesFileName: String { ModelFolder.trees }

    /// Writes the model into a folder, made if need be: the same bytes for the same model.
    ///
    /// - Throws: ``ForecastingError/unreadable(path:reason:)`` when a file cannot be written.
    public func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.make(folder)
        try model.save(toFolder: folder)
        let file = CalibrationFile(
            horizonBars: horizonBars, featureNames: featureNames, residualQuantiles: residualQuantiles,
            adaptiveLevels: adaptiveLevels)
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
        if let symbol = file.adaptiveLevels?.damagedSymbol {
            throw .unreadable(
                path: path,
                reason: "expected \(ReturnDistribution.levels.count) adaptive levels of \(symbol), all finite")
        }
        let model = try ModelFolder.loadModel(folder)
        if let count = model.featureCount, count != file.featureNames.count {
            throw .unreadable(
                path: path, reason: "names \(file.featureNames.count) features, the model beside it reads \(count)")
        }
        return CalibratedModel(
            model: model, residualQuantiles: file.residualQuantiles,
            adaptiveLevels: file.adaptiveLevels, horizonBars: file.horizonBars, featureNames: file.featureNames)
    }
}

extension ReturnDistribution {
    /// The distribution that a model's forecast is with a shape of residuals; see ``CalibratedModel``.
    ///
    /// - Parameters:
    ///   - forecast: What the model says.
    ///   - defaultScale: σ_t·√h, for models without a scale of their own.
    ///   - shape: The residuals' 99 quantiles.
    public init(_ forecast: ModelForecast, defaultScale: Double, shape: [Double]) {
        let scale = forecast.scale > 0 && forecast.scale.isFinite ? forecast.scale : defaultScale
        if !forecast.quantiles.isEmpty {
            let curve = QuantileCurve(forecast.quantiles).values
            let median = curve[ReturnDistribution.shapeCount / 2]
            let units = zip(curve, shape).map { ($0 - median) / scale + $1 }.sorted()
            let centre = units[ReturnDistribution.shapeCount / 2]
            self.init(location: median, scale: scale, shape: units.map { $0 - centre })
        } else if forecast.probabilityUp.isFinite {
            let below = ReturnDistribution.value(of: shape, at: 1 - forecast.probabilityUp)
            self.init(location: -scale * below, scale: scale, shape: shape)
        } else {
            self.init(location: forecast.location, scale: scale, shape: shape)
        }
    }
}

/// What `calibration.json` has.
private struct CalibrationFile: Codable {
    let horizonBars: Int
    let featureNames: [String]
    let residualQuantiles: [Double]
    let adaptiveLevels: AdaptiveLevels?
}
