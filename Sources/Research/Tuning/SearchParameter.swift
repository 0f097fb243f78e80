/// A number that a search may choose.
public struct SearchParameter: Sendable, Equatable, Hashable, Codable {
    /// How its values lie.
    public enum Scale: String, Sendable, Codable {
        /// Equal steps matter equally.
        case linear
        /// Equal factors matter equally; all values are above 0.
        case logarithmic
        /// Whole numbers.
        case whole
        /// Whole numbers whose equal factors matter equally; all values are above 0.
        case logarithmicWhole = "logarithmic-whole"
    }

    /// The model's name for it.
    public let name: String
    /// The least it may be.
    public let lower: Double
    /// The largest it may be.
    public let upper: Double
    /// How its values lie.
    public let scale: Scale

    /// Describes a parameter.
    public init(_ name: String, _ range: ClosedRange<Double>, _ scale: Scale = .linear) {
        self.name = name
        lower = range.lowerBound
        upper = range.upperBound
        self.scale = scale
    }
}
