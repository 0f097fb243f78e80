/// Every operator there is; the conformance suite runs over all of them.
public enum OperatorCatalogue {
    /// Operators that belong together.
    public struct Group: Sendable {
        /// What they are.
        public let name: String
        /// Whether they are functions of TA-Lib, by the same names.
        public let isTalib: Bool
        /// The operators.
        public let operators: [OperatorDefinition]
    }

    /// All operators by what they are, TA-Lib's groups first.
    public static let groups: [Group] = [
        Group(name: "overlap studies", isTalib: true, operators: overlap),
        Group(name: "momentum", isTalib: true, operators: momentum),
        Group(name: "volume", isTalib: true, operators: volume),
        Group(name: "volatility", isTalib: true, operators: volatility),
        Group(name: "price transforms", isTalib: true, operators: priceTransform),
        Group(name: "cycle", isTalib: true, operators: cycle),
        Group(name: "candlestick patterns", isTalib: true, operators: candles),
        Group(name: "statistics", isTalib: true, operators: statistics),
        Group(name: "math operators", isTalib: true, operators: mathOperators),
        Group(name: "math transforms", isTalib: true, operators: mathTransform),
        Group(name: "statistics over rows", isTalib: false, operators: rows),
        Group(name: "beyond TA-Lib", isTalib: false, operators: beyond),
        Group(name: "functions of one row", isTalib: false, operators: elementwise),
        Group(name: "calendar", isTalib: false, operators: calendar),
    ]

    /// All operators, group by group.
    public static let all: [OperatorDefinition] = groups.flatMap(\.operators)

    /// Other names of operators' outputs.
    public static let aliases: [OperatorAlias] = momentumAliases + statisticsAliases

    /// The operator of a name.
    public static func named(_ name: String) throws(OperatorError) -> OperatorDefinition {
        guard let found = places[name] else { throw .unknownOperator(name: name, known: all.map(\.name)) }
        return all[found]
    }

    private static let places = Dictionary(all.enumerated().map { ($1.name, $0) }) { first, _ in first }
}
