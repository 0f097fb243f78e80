public import Base

/// The parameters that a search may choose together.
public struct SearchSpace: Sendable, Equatable, Codable {
    /// The parameters; at least one, each with a name of its own.
    public let parameters: [SearchParameter]

    /// Checks and joins parameters.
    ///
    /// - Throws: ``TuningError`` naming the parameter that cannot be searched.
    public init(_ parameters: [SearchParameter]) throws(TuningError) {
        guard !parameters.isEmpty else { throw .emptySpace }
        var names: Set<String> = []
        for parameter in parameters {
            if let fault = parameter.fault { throw .badParameter(name: parameter.name, reason: fault) }
            guard names.insert(parameter.name).inserted else { throw .repeatedName(parameter.name) }
        }
        self.parameters = parameters
    }

    /// Reads the list of parameters and checks it.
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode([SearchParameter].self))
    }

    /// Writes the list of parameters.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(parameters)
    }

    /// Whether each parameter has a value that it may take, and nothing else has one.
    public func contains(_ values: [String: Double]) -> Bool {
        values.count == parameters.count
            && parameters.allSatisfy { parameter in values[parameter.name].map(parameter.contains) ?? false }
    }

    /// How many points there are; infinite where a parameter is continuous.
    public var pointCount: Double { parameters.reduce(1) { $0 * $1.valueCount } }

    /// One point drawn evenly, on a logarithmic scale evenly by factors.
    public func sample(using generator: inout SeededGenerator) -> [String: Double] {
        var point: [String: Double] = [:]
        for parameter in parameters { point[parameter.name] = parameter.sample(using: &generator) }
        return point
    }

    /// The values of a grid, by parameter: all choices, and so many steps of each range with both its ends.
    ///
    /// Whole numbers that fall together are kept once; one step is the middle.
    public func gridValues(points: Int) -> [[Double]] { parameters.map { $0.gridValues(points: points) } }

    /// A point of a grid; the last parameter changes fastest, and `nil` is past the last point.
    func gridPoint(_ index: Int, of values: [[Double]]) -> [String: Double]? {
        var rest = index
        var point: [String: Double] = [:]
        for (parameter, choices) in zip(parameters, values).reversed() {
            point[parameter.name] = choices[rest % choices.count]
            rest /= choices.count
        }
        return rest == 0 ? point : nil
    }

    /// A point of a countable space, by the same order; `nil` past the last.
    func point(_ index: Int) -> [String: Double]? {
        var rest = index
        var point: [String: Double] = [:]
        for parameter in parameters.reversed() {
            let count = Int(parameter.valueCount)
            point[parameter.name] = parameter.value(at: rest % count)
            rest /= count
        }
        return rest == 0 ? point : nil
    }
}

extension SearchParameter {
    /// A value drawn evenly on its scale.
    func sample(using generator: inout SeededGenerator) -> Double {
        let share = generator.uniform()
        if let scale = SearchScale(self) { return scale.value(scale.low + share * (scale.high - scale.low)) }
        switch domain {
        case .fixed(let value): return value
        case .choices(let values): return values[Int(share * Double(values.count))]
        case .range(let lower, _, _): return lower
        }
    }

    fileprivate func gridValues(points: Int) -> [Double] {
        guard let scale = SearchScale(self) else {
            return (0..<Int(valueCount)).map(value(at:))
        }
        let wanted = Int(min(Double(max(1, points)), valueCount))
        guard wanted > 1 else { return [scale.inner(0.5)] }
        var values: [Double] = []
        for step in 0..<wanted {
            let value = scale.inner(Double(step) / Double(wanted - 1))
            if value != values.last { values.append(value) }
        }
        return values
    }
}
