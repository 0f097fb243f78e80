extension OperatorCatalogue {
    /// TA-Lib's math operators.
    static let mathOperators: [OperatorDefinition] = [
        OperatorDefinition("sum", "rolling sum", [.period(30)]) { RollingTotal(period: $0.whole("period")) },
        OperatorDefinition("max", "rolling maximum", [.period(30)]) { HighestValue(period: $0.whole("period")) },
        OperatorDefinition("min", "rolling minimum", [.period(30)]) { LowestValue(period: $0.whole("period")) },
    ]

    /// Other names of those.
    static let mathOperatorsAliases: [OperatorAlias] = []
}
