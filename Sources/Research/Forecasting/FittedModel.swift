/// What a model sees of one symbol at one time.
///
/// A model that needs more than the last row (a window of bars, text) gets it as a further field here.
public struct ForecastInput {
    /// The last row of features, in the order the model was trained on, NaN where missing; borrowed for the call.
    public var features: UnsafeBufferPointer<Double>
    /// The seasonal-naive forecast of the return over the horizon; NaN where there is no history for it.
    public var seasonal: Double
    /// σ of one bar's log return.
    public var volatility: Double

    /// Makes an input.
    public init(features: UnsafeBufferPointer<Double>, seasonal: Double, volatility: Double) {
        self.features = features
        self.seasonal = seasonal
        self.volatility = volatility
    }
}

/// A model after its fit: it gives the median of the return over its horizon.
///
/// Nothing here assumes trees, or even features: a model is anything that maps an input to a location.
/// ``CalibratedModel`` makes a distribution of it. Models may be called from several threads at once.
public protocol FittedModel: Sendable {
    /// The family.
    var kind: ModelKind { get }
    /// The median forecast.
    ///
    /// - Units: log return over the horizon.
    /// - As of: whatever the input is as of.
    func location(_ input: ForecastInput) -> Double
    /// The median forecasts of a table's rows: the same bits as one at a time, perhaps sooner.
    func locations(_ table: LearningTable, rows: Range<Int>, threads: Int) throws(ForecastingError) -> [Double]
    /// Writes the model into an existing folder: the same bytes for the same model.
    func save(toFolder folder: String) throws(ForecastingError)
}

extension FittedModel {
    /// The median forecasts of a table's rows, one at a time.
    public func locations(
        _ table: LearningTable, rows: Range<Int>, threads: Int
    ) throws(ForecastingError) -> [Double] {
        table.features.withUnsafeBufferPointer { features in
            rows.map { row in
                let width = table.featureCount
                let slice = UnsafeBufferPointer(rebasing: features[row * width..<(row + 1) * width])
                return location(
                    ForecastInput(
                        features: slice, seasonal: table.seasonal[row], volatility: table.volatility[row]))
            }
        }
    }
}
