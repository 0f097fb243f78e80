/// A number that a search may choose.
public struct SearchParameter: Sendable, Equatable, Hashable, Codable {
    /// How the values of a range lie.
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

    /// Which values it may take.
    public enum Domain: Sendable, Equatable, Hashable, Codable {
        /// Everything between two bounds, both included.
        case range(lower: Double, upper: Double, scale: Scale)
        /// Some numbers whose order means nothing.
        case choices([Double])
        /// One number only.
        case fixed(Double)
    }

    /// The model's name for it.
    public let name: String
    /// Which values it may take.
    public let domain: Domain

    /// Describes a parameter by its domain; ``SearchSpace`` checks it.
    public init(_ name: String, _ domain: Domain) {
        self.name = name
        self.domain = domain
    }

    /// Describes a parameter between two bounds.
    public init(_ name: String, _ range: ClosedRange<Double>, _ scale: Scale = .linear) {
        self.init(name, .range(lower: range.lowerBound, upper: range.upperBound, scale: scale))
    }

    /// Describes a parameter with listed values whose order means nothing.
    public init(_ name: String, choices: [Double]) { self.init(name, .choices(choices)) }

    /// Describes a parameter that is not searched.
    public init(_ name: String, fixed value: Double) { self.init(name, .fixed(value)) }
}

extension SearchParameter {
    /// Why it cannot be searched; `nil` where it can.
    var fault: String? {
        if name.isEmpty { return "give it the model's name for it" }
        switch domain {
        case .fixed(let value): return value.isFinite ? nil : "expected a finite value, was \(value)"
        case .choices(let values): return SearchParameter.fault(ofChoices: values)
        case .range(let lower, let upper, let scale):
            return SearchParameter.fault(ofRange: lower, upper, scale)
        }
    }

    private static func fault(ofChoices values: [Double]) -> String? {
        if values.isEmpty { return "it has no choices; list at least one" }
        if let strange = values.first(where: { !$0.isFinite }) { return "expected finite choices, was \(strange)" }
        return Set(values).count < values.count ? "a choice is listed twice; keep one of them" : nil
    }

    private static func fault(ofRange lower: Double, _ upper: Double, _ scale: Scale) -> String? {
        guard lower.isFinite, upper.isFinite else { return "expected finite bounds, was \(lower) to \(upper)" }
        if lower > upper { return "its lower bound \(lower) lies above its upper bound \(upper); swap them" }
        if !(upper - lower).isFinite { return "its bounds lie too far apart; narrow them" }
        let isWhole = scale == .whole || scale == .logarithmicWhole
        if isWhole && (lower != lower.rounded() || upper != upper.rounded() || max(-lower, upper) > 0x1p52) {
            return "expected whole bounds below 2^52, was \(lower) to \(upper)"
        }
        let isLogarithmic = scale == .logarithmic || scale == .logarithmicWhole
        return isLogarithmic && lower <= 0 ? "a logarithmic scale needs a lower bound above 0, was \(lower)" : nil
    }

    /// Whether it may take a value.
    func contains(_ value: Double) -> Bool {
        switch domain {
        case .fixed(let only): value == only
        case .choices(let values): values.contains(value)
        case .range(let lower, let upper, let scale):
            value >= lower && value <= upper
                && (scale == .linear || scale == .logarithmic || value == value.rounded())
        }
    }

    /// How many values it may take; infinite where they are not countable.
    var valueCount: Double {
        switch domain {
        case .fixed: 1
        case .choices(let values): Double(values.count)
        case .range(let lower, let upper, .whole), .range(let lower, let upper, .logarithmicWhole): upper - lower + 1
        case .range(let lower, let upper, _): lower == upper ? 1 : .infinity
        }
    }

    /// One of its countable values.
    func value(at index: Int) -> Double {
        switch domain {
        case .fixed(let value): value
        case .choices(let values): values[index]
        case .range(let lower, _, _): lower + Double(index)
        }
    }
}
