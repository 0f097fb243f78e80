/// What to fit: a family, its parameters and the seed; with the data it fixes the model's bytes.
public struct ModelSpecification: Sendable, Codable, Hashable {
    /// The family.
    public let kind: ModelKind
    /// Every parameter of the family by name; an ensemble's are its members', as `ridge.clip`.
    public let parameters: [String: Double]
    /// Fixes all randomness of the fit.
    public let seed: UInt64
    /// The families an ensemble is made of; empty for the others.
    public let memberKinds: [ModelKind]
    /// How the distribution's width is found.
    public let intervals: IntervalMethod

    /// Makes a specification; parameters not given take the family's defaults.
    ///
    /// - Parameters:
    ///   - kind: The family.
    ///   - parameters: Those that differ from the defaults.
    ///   - seed: Fixes all randomness of the fit.
    ///   - members: What an ensemble is made of; `nil` for ``ModelKind/standardMembers``.
    ///   - intervals: How the distribution's width is found.
    /// - Throws: ``ForecastingError/badParameter(kind:name:reason:)`` for an unknown name, a value out of range, and for
    ///   members that an ensemble cannot have.
    public init(
        kind: ModelKind, parameters: [String: Double] = [:], seed: UInt64 = 0, members: [ModelKind]? = nil,
        intervals: IntervalMethod = .residuals
    ) throws(ForecastingError) {
        let members = members ?? kind.standardMembers
        guard kind.isEnsemble != members.isEmpty, Set(members).count == members.count,
            !members.contains(where: \.isEnsemble)
        else {
            throw .badParameter(
                kind: kind, name: "members",
                reason: kind.isEnsemble ? "expected one or more families, each once, no ensembles" : "has no members")
        }
        guard intervals != .bootstrap || ![.quantileRegression, .quantileTrees].contains(kind) else {
            throw .badParameter(
                kind: kind, name: "intervals",
                reason: "bootstrap draws the errors of one location, and this family has quantiles of its own; "
                    + "take residuals, conformal or adaptive")
        }
        let bounds = ModelParameter.all(of: kind, members: members)
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
            guard let bound = bounds[name] else {
                let known = bounds.keys.sorted().joined(separator: ", ")
                throw .badParameter(kind: kind, name: name, reason: "unknown; the parameters are \(known)")
            }
            guard bound.range.contains(value) else {
                throw .badParameter(kind: kind, name: name, reason: "expected \(bound.range), was \(value)")
            }
            guard !bound.isWhole || value == value.rounded() else {
                throw .badParameter(kind: kind, name: name, reason: "expected a whole number, was \(value)")
            }
        }
        self.init(kind, bounds.mapValues(\.standard).merging(parameters) { $1 }, seed, members, intervals)
    }

    private init(
        _ kind: ModelKind, _ parameters: [String: Double], _ seed: UInt64, _ members: [ModelKind],
        _ intervals: IntervalMethod
    ) {
        self.kind = kind
        self.parameters = parameters
        self.seed = seed
        memberKinds = members
        self.intervals = intervals
    }

    /// Reads a specification; one from before ensembles named their members has the standard ones.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try values.decode(ModelKind.self, forKey: .kind)
        self.init(
            kind, try values.decode([String: Double].self, forKey: .parameters),
            try values.decode(UInt64.self, forKey: .seed),
            try values.decodeIfPresent([ModelKind].self, forKey: .memberKinds) ?? kind.standardMembers,
            try values.decodeIfPresent(IntervalMethod.self, forKey: .intervals) ?? .residuals)
    }

    /// A family with its default parameters.
    public static func standard(_ kind: ModelKind, seed: UInt64 = 0) -> ModelSpecification {
        let members = kind.standardMembers
        let parameters = ModelParameter.all(of: kind, members: members).mapValues(\.standard)
        return ModelSpecification(kind, parameters, seed, members, .residuals)
    }

    /// The specifications an ensemble is made of; empty for the other families.
    public var members: [ModelSpecification] {
        memberKinds.map { member in
            let prefix = "\(member.rawValue)."
            let own = parameters.filter { $0.key.hasPrefix(prefix) }
            let named = own.map { (String($0.key.dropFirst(prefix.count)), $0.value) }
            return ModelSpecification(member, Dictionary(uniqueKeysWithValues: named), seed, [], intervals)
        }
    }

    /// A parameter that `init` has filled in.
    func value(_ name: String) -> Double {
        guard let value = parameters[name] ?? ModelParameter.all(of: kind, members: memberKinds)[name]?.standard else {
            preconditionFailure("\(kind.rawValue) has no parameter \(name)")
        }
        return value
    }
}

/// A parameter's default and the values it may take.
struct ModelParameter {
    let standard: Double
    let range: ClosedRange<Double>
    /// Whether it may not lie between whole numbers.
    let isWhole: Bool

    init(_ standard: Double, _ range: ClosedRange<Double>, isWhole: Bool = false) {
        self.standard = standard
        self.range = range
        self.isWhole = isWhole
    }

    /// One that is 1 for yes, 0 for no, and off by default.
    static var flag: ModelParameter { .init(0, 0...1, isWhole: true) }

    /// The parameters of a family by name; an ensemble's are its members', as `ridge.clip`.
    static func all(of kind: ModelKind, members: [ModelKind] = []) -> [String: ModelParameter] {
        var all = kind.family.parameters(of: kind)
        for member in members {
            for (name, parameter) in member.family.parameters(of: member) {
                all["\(member.rawValue).\(name)"] = parameter
            }
        }
        return all
    }
}
