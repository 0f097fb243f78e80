public import Base

/// How a run judged its models: the walk-forward and the gate.
public struct EvaluationPlan: Codable, Sendable, Hashable {
    /// Which revision of the rules of scoring and of the gate this program has.
    ///
    /// To be raised by hand with every change by which a judgement may come out otherwise.
    public static let currentRules = 4

    /// Which revision of the rules judged.
    public var rules: Int
    /// How many expanding folds.
    public var folds: Int
    /// The share of the data the first fold trains on.
    public var initialTrainFraction: Double
    /// Bars left out before each test window, beside those of the horizon.
    public var embargoBars: Int
    /// The level of the gate's test.
    public var alpha: Double
    /// The forecasts that are judged are made after this time; `nil` where the first fold's share alone decides.
    public var judgedAfter: Instant?

    /// Makes a plan by the present rules; the defaults are those of a training.
    public init(folds: Int = 10, initialTrainFraction: Double = 0.5, embargoBars: Int = 5, alpha: Double = 0.05) {
        rules = EvaluationPlan.currentRules
        self.folds = folds
        self.initialTrainFraction = initialTrainFraction
        self.embargoBars = embargoBars
        self.alpha = alpha
    }

    /// Reads a plan; one from before there were revisions is of the first.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        rules = try values.decodeIfPresent(Int.self, forKey: .rules) ?? 1
        folds = try values.decode(Int.self, forKey: .folds)
        initialTrainFraction = try values.decode(Double.self, forKey: .initialTrainFraction)
        embargoBars = try values.decode(Int.self, forKey: .embargoBars)
        alpha = try values.decode(Double.self, forKey: .alpha)
        judgedAfter = try values.decodeIfPresent(Instant.self, forKey: .judgedAfter)
    }
}
