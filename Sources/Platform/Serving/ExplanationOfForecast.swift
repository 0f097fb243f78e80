public import Base

/// How a forecast is explained.
public enum ExplanationMethod: String, Sendable, CaseIterable {
    /// The family's own exact attribution where it has one, else Kernel SHAP.
    case automatic = "auto"
    /// Kernel SHAP against rows of the training time.
    case shap
    /// A linear model near the row.
    case lime
}

/// What each feature adds to one forecast.
///
/// - Units: log return over the model's horizon.
/// - As of: the forecast's time; the background rows lie in the time the model has learnt from.
public struct ForecastExplanation: Sendable {
    /// How contributions were found.
    public enum Means: String, Sendable {
        /// By the family's own exact rule (the trees' paths, the weights of a line).
        case exact
        /// Kernel SHAP.
        case kernelShap = "kernel-shap"
        /// LIME.
        case lime
        /// The model rests on no features.
        case none
    }

    /// Where a value lies among those of the training time.
    public struct Usual: Sendable, Equatable {
        /// The 5 % quantile.
        public let low: Double
        /// The 95 % quantile.
        public let high: Double
        /// The share of values below; NaN where the value is missing.
        public let share: Double
    }

    /// One feature's part.
    public struct Contribution: Sendable {
        /// The feature.
        public let feature: String
        /// Its value at the forecast's time; NaN where missing.
        public let value: Double
        /// What it adds to the base.
        public let contribution: Double
        /// The standard error from sampling; 0 where it is exact, NaN for LIME, which has none.
        public let standardError: Double
        /// Its usual range; `nil` where it was not asked for or never known.
        public let usual: Usual?
    }

    /// Whose forecast.
    public let symbol: Symbol
    /// The close of the last bar used.
    public let asOf: Instant
    /// Whether the model has learnt from bars after the forecast's time.
    public let isInSample: Bool
    /// How many bars ahead the explained model looks.
    public let horizonBars: Int
    /// The family.
    public let model: String
    /// How contributions were found.
    public let means: Means
    /// What the model says where nothing is known of the features: the mean over the background, of LIME its intercept.
    public let base: Double
    /// Every feature's part, the largest first.
    public let contributions: [Contribution]
    /// The median log return that is explained.
    public let prediction: Double
    /// The base and all contributions together: the prediction, but for LIME, which only comes near it.
    public let sum: Double
    /// What has to be said beside it: what a model without features rests on, or how well LIME fits.
    public let note: String?

    /// The parts of the features past the first so many, together.
    public func other(than count: Int) -> Double {
        contributions.dropFirst(count).reduce(0) { $0 + $1.contribution }
    }
}
