/// Every operator there is; the conformance suite runs over all of them.
public enum OperatorCatalogue {
    /// All operators, group by group.
    public static let all: [OperatorDefinition] = [
        overlap, momentum, volatility, volume, statistics, mathOperators, priceTransform, mathTransform, cycle, candles,
        rows, elementwise, beyond, calendar,
    ].flatMap { $0 }

    /// Other names of operators' outputs.
    public static let aliases: [OperatorAlias] = [
        overlapAliases, momentumAliases, volatilityAliases, volumeAliases, statisticsAliases, mathOperatorsAliases,
        priceTransformAliases, mathTransformAliases, cycleAliases, candlesAliases, rowsAliases, elementwiseAliases,
        beyondAliases, calendarAliases,
    ].flatMap { $0 }

    /// The operator of a name.
    public static func named(_ name: String) throws(OperatorError) -> OperatorDefinition {
        guard let found = places[name] else { throw .unknownOperator(name: name, known: all.map(\.name)) }
        return all[found]
    }

    private static let places = Dictionary(all.enumerated().map { ($1.name, $0) }) { first, _ in first }
}
