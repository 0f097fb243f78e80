/// Two lines and the one between them.
public struct Bands: IndicatorOutput {
    /// The line above.
    public var upper: Double
    /// The line between.
    public var middle: Double
    /// The line below.
    public var lower: Double

    /// `upper`, `middle`, `lower`.
    public static var names: [String] { ["upper", "middle", "lower"] }
}
