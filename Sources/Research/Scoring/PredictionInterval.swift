/// The lower and upper end of a forecast's interval.
public struct PredictionInterval: Sendable, Codable, Equatable {
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double

    /// Makes an interval.
    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// Whether a value lies within, ends included.
    public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
    /// How wide it is.
    public var width: Double { upper - lower }
}
