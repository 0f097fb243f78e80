/// What each feature adds to one prediction.
///
/// - Units: the prediction's.
public struct Attribution: Sendable, Equatable {
    /// What the model says where nothing is known of the features.
    public let base: Double
    /// What each feature adds to it, in the order of the features; with the base they sum to the prediction.
    public let contributions: [Double]

    /// Makes an attribution of its parts.
    public init(base: Double, contributions: [Double]) {
        self.base = base
        self.contributions = contributions
    }

    /// The base and all contributions together.
    public var prediction: Double { contributions.reduce(base, +) }
}
