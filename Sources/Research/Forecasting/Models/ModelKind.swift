import TimeSeries

/// The families of models there are.
public enum ModelKind: String, CaseIterable, Sendable, Codable {
    /// Tomorrow equals today: a return of 0.
    case persistence
    /// The mean return of the training rows.
    case drift
    /// The mean return of a symbol's own bars so far, at every bar anew.
    case historicalMean = "historical-mean"
    /// The price of the same day one season (five bars) before the day that is forecast.
    case seasonalNaive = "seasonal-naive"
    /// Ordinary least squares.
    case ols
    /// Ridge regression.
    case ridge
    /// Linear regression with a penalty on the weights' sizes, which leaves many at 0.
    case lasso
    /// Linear regression with penalties on the weights' sizes and squares.
    case elasticNet = "elastic-net"
    /// Logistic regression of the return's sign.
    case logistic
    /// Linear regression of quantiles.
    case quantileRegression = "quantile-regression"
    /// A random forest by LightGBM.
    case randomForest = "random-forest"
    /// Gradient-boosted trees by LightGBM.
    case lightgbm
    /// Gradient-boosted trees by XGBoost.
    case xgboost
    /// Gradient-boosted trees by LightGBM, of quantiles.
    case quantileTrees = "lightgbm-quantile"
    /// A one-bar regression on the last returns, iterated to the horizon.
    case recursive
    /// ARIMA on each symbol's log closes, its orders chosen.
    case arima
    /// Exponential smoothing of each symbol's log closes, its form chosen.
    case ets
    /// The Theta method on each symbol's log closes.
    case theta
    /// GARCH(1,1): a spread of its own for each symbol, returning to the long run.
    case garch
    /// RiskMetrics' volatility: a spread of its own for each symbol.
    case ewma
    /// The equal-weight mean of its members: ridge, random forest and LightGBM, unless others are named.
    case ensemble
    /// A mean of its members weighted by the inverse of their squared errors.
    case weightedEnsemble = "weighted-ensemble"
    /// The non-negative combination of its members with the least squared error out of fold.
    case stacking

    /// Whether it is a yardstick: scored beside the others, never promoted for beating itself.
    public var isNaive: Bool {
        switch self {
        case .persistence, .drift, .historicalMean, .seasonalNaive: true
        default: false
        }
    }

    /// Whether it is made of other models' fits.
    public var isEnsemble: Bool {
        switch self {
        case .ensemble, .weightedEnsemble, .stacking: true
        default: false
        }
    }

    /// Whether `martlet train` tries it unless families are named: those whose fits cost little beside the others'.
    public var isStandard: Bool {
        switch self {
        case .persistence, .drift, .historicalMean, .seasonalNaive: true
        case .ridge, .randomForest, .lightgbm, .ensemble: true
        default: false
        }
    }

    /// The kinds an ensemble is made of where none are named; empty for the others.
    public var standardMembers: [ModelKind] { isEnsemble ? [.ridge, .randomForest, .lightgbm] : [] }

    /// The type that fits and reads it.
    var family: any ModelFamily.Type {
        switch self {
        case .persistence, .drift, .historicalMean, .seasonalNaive: NaiveModel.self
        case .ols, .ridge, .lasso, .elasticNet: LinearModel.self
        case .logistic: LogisticModel.self
        case .quantileRegression: QuantileModel.self
        case .randomForest, .lightgbm, .xgboost, .quantileTrees: TreeModel.self
        case .recursive: RecursiveModel.self
        case .arima: SeriesModel<ArimaModel>.self
        case .ets: SeriesModel<EtsModel>.self
        case .theta: SeriesModel<ThetaModel>.self
        case .garch: SeriesModel<GarchModel>.self
        case .ewma: SeriesModel<EwmaVolatility>.self
        case .ensemble, .weightedEnsemble, .stacking: EnsembleModel.self
        }
    }
}
