public import Base
public import Explanation

/// What a model sees of one symbol at one time.
///
/// A model that needs more (text, images) gets it as a further field here.
public struct ForecastInput {
    /// The last row of features, in the order the model was trained on, NaN where missing; borrowed for the call.
    public var features: UnsafeBufferPointer<Double>
    /// The seasonal-naive forecast of the return over the horizon; NaN where there is no history for it.
    public var seasonal: Double
    /// σ of one bar's log return.
    public var volatility: Double
    /// The closes up to now; `nil` for models that do not read them (``FittedModel/readsPrices``).
    public var prices: PriceHistory?
    /// Whose return it is; `nil` where that is not known, which no model minds that does not learn symbols apart.
    public var symbol: Symbol?

    /// Makes an input.
    public init(
        features: UnsafeBufferPointer<Double>, seasonal: Double, volatility: Double, prices: PriceHistory? = nil,
        symbol: Symbol? = nil
    ) {
        self.features = features
        self.seasonal = seasonal
        self.volatility = volatility
        self.prices = prices
        self.symbol = symbol
    }
}

/// What a model says of one return, before its calibration.
///
/// - Units: log return over the horizon.
/// - As of: whatever the input is as of.
public struct ModelForecast: Sendable, Equatable {
    /// The median; NaN for a model that gives a probability only.
    public var location: Double
    /// The spread of the return about it; NaN for a model without one of its own, which takes σ_t·√h.
    public var scale: Double
    /// The probability of a return above 0; NaN for a model that gives a location.
    public var probabilityUp: Double
    /// The returns at ``ReturnDistribution/levels``, ascending; empty for a model without quantiles of its own.
    public var quantiles: [Double]

    /// Makes a forecast; what is not given the model does not say.
    public init(
        location: Double = .nan, scale: Double = .nan, probabilityUp: Double = .nan, quantiles: [Double] = []
    ) {
        self.location = location
        self.scale = scale
        self.probabilityUp = probabilityUp
        self.quantiles = quantiles
    }
}

/// A model after its fit: input in, forecast out.
///
/// Nothing here assumes trees, or even features: a model is anything that says something of a return. ``CalibratedModel``
/// makes a distribution of it. Models may be called from several threads at once.
public protocol FittedModel: Sendable {
    /// The family.
    var kind: ModelKind { get }
    /// Whether inputs must have ``ForecastInput/prices``.
    var readsPrices: Bool { get }
    /// How many features it reads; `nil` where that does not matter to it.
    var featureCount: Int? { get }
    /// What the model says of one input.
    func forecast(_ input: ForecastInput) -> ModelForecast
    /// What it says of some rows of a table: the same bits as one at a time, perhaps sooner.
    func forecasts(_ table: LearningTable, rows: Range<Int>, threads: Int) throws(ForecastingError) -> [ModelForecast]
    /// What each feature adds to the median forecast, where the family has an exact answer; else `nil`.
    func attribution(_ input: ForecastInput) -> Attribution?
    /// Writes the model into an existing folder: the same bytes for the same model.
    func save(toFolder folder: String) throws(ForecastingError)
}

extension FittedModel {
    /// Most models read features.
    public var readsPrices: Bool { false }

    /// Models of prices mind no features.
    public var featureCount: Int? { nil }

    /// Most families have no exact answer of their own.
    public func attribution(_ input: ForecastInput) -> Attribution? { nil }

    /// The forecasts of a table's rows, one at a time.
    public func forecasts(
        _ table: LearningTable, rows: Range<Int>, threads: Int
    ) throws(ForecastingError) -> [ModelForecast] {
        table.features.withUnsafeBufferPointer { features in
            rows.map { forecast(table.input(at: $0, features, withPrices: readsPrices)) }
        }
    }
}

/// How a family of models is fitted and read back.
protocol ModelFamily: FittedModel {
    /// Fits a model to the rows of a slice.
    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> Self
    /// The parameters of a family by name.
    static func parameters(of kind: ModelKind) -> [String: ModelParameter]
    /// Reads what ``FittedModel/save(toFolder:)`` wrote.
    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> Self
}
