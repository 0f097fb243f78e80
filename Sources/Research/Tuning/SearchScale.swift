import Glibc

/// The coordinate of a range on which equal distances matter equally.
///
/// Whole numbers own the half step to either side, so that the first and the last are as likely as the others.
struct SearchScale {
    let lower: Double
    let upper: Double
    let isLogarithmic: Bool
    let isWhole: Bool

    /// The coordinate of a parameter with more than one value in a range; `nil` for any other.
    init?(_ parameter: SearchParameter) {
        guard case .range(let lower, let upper, let scale) = parameter.domain, lower < upper else { return nil }
        self.lower = lower
        self.upper = upper
        isLogarithmic = scale == .logarithmic || scale == .logarithmicWhole
        isWhole = scale == .whole || scale == .logarithmicWhole
    }

    /// The least coordinate.
    var low: Double { coordinate(isWhole ? lower - 0.5 : lower) }
    /// The largest coordinate.
    var high: Double { coordinate(isWhole ? upper + 0.5 : upper) }

    func coordinate(_ value: Double) -> Double { isLogarithmic ? log(value) : value }

    /// The allowed value nearest a coordinate.
    func value(_ coordinate: Double) -> Double {
        let plain = isLogarithmic ? exp(coordinate) : coordinate
        return max(lower, min(upper, isWhole ? plain.rounded() : plain))
    }

    /// The value a share of the way from the lower bound to the upper; both included.
    func inner(_ share: Double) -> Double {
        if share <= 0 { return lower }
        if share >= 1 { return upper }
        return value(coordinate(lower) + share * (coordinate(upper) - coordinate(lower)))
    }
}
