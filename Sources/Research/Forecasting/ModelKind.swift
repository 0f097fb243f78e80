/// The families of models there are.
public enum ModelKind: String, CaseIterable, Sendable, Codable {
    /// Tomorrow equals today: a return of 0.
    case persistence
    /// The mean return of the training rows.
    case drift
    /// The price of the same day one season (five bars) before the day that is forecast.
    case seasonalNaive = "seasonal-naive"
    /// Ridge regression.
    case ridge
    /// A random forest.
    case randomForest = "random-forest"
    /// Gradient-boosted trees.
    case lightgbm
    /// The equal-weight mean of ridge, random forest and LightGBM.
    case ensemble

    /// Whether it is a yardstick: scored beside the others, never promoted for beating itself.
    public var isNaive: Bool {
        switch self {
        case .persistence, .drift, .seasonalNaive: true
        case .ridge, .randomForest, .lightgbm, .ensemble: false
        }
    }

    /// The kinds whose mean an ensemble is; empty for the others.
    public var members: [ModelKind] { self == .ensemble ? [.ridge, .randomForest, .lightgbm] : [] }
}
