/// Which Theta method.
///
/// A line through the series and a smoothed one that exaggerates its curvature θ times are forecast apart and put together
/// again with the weights 1 − 1/θ and 1/θ.
/// - Source: Assimakopoulos and Nikolopoulos, 2000 (the standard method); Fiorucci, Pellegrini, Louzada, Petropoulos and
///   Koehler, "Models for optimising the theta method and their relationship to state space models", 2016 (the others).
public enum ThetaForm: String, Sendable, Codable, CaseIterable {
    /// θ is 2, the line that of the whole series: simple exponential smoothing with a drift of half the slope.
    case standard = "STM"
    /// θ is chosen, the line is that of the whole series.
    case optimised = "OTM"
    /// θ is 2, the line is that of the values so far.
    case dynamicStandard = "DSTM"
    /// θ is chosen, the line is that of the values so far.
    case dynamicOptimised = "DOTM"

    /// Whether the line is refitted at each value.
    public var isDynamic: Bool { self == .dynamicStandard || self == .dynamicOptimised }

    /// Whether θ is chosen.
    public var choosesTheta: Bool { self == .optimised || self == .dynamicOptimised }

    /// How many numbers a fit chooses: the initial level, the gain, and θ where the form chooses it.
    public var freeParameterCount: Int { choosesTheta ? 3 : 2 }
}
