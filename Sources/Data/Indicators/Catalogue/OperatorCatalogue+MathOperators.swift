extension OperatorCatalogue {
    /// TA-Lib's math operators.
    static let mathOperators: [OperatorDefinition] = [
        OperatorDefinition("add", "sum of two series") { _ in Arithmetic<Addition>() },
        OperatorDefinition("sub", "difference of two series") { _ in Arithmetic<Subtraction>() },
        OperatorDefinition("mult", "product of two series") { _ in Arithmetic<Multiplication>() },
        OperatorDefinition("div", "quotient of two series") { _ in Arithmetic<Division>() },
        OperatorDefinition("cumsum", "sum of all values so far") { _ in RunningTotal() },
        OperatorDefinition("sum", "rolling sum", [.period(30)]) { RollingTotal(period: $0.whole("period")) },
        OperatorDefinition("max", "rolling maximum", [.period(30)]) { HighestValue(period: $0.whole("period")) },
        OperatorDefinition("min", "rolling minimum", [.period(30)]) { LowestValue(period: $0.whole("period")) },
        OperatorDefinition("minmax", "rolling minimum and maximum", [.period(30)]) {
            Extremes(period: $0.whole("period"))
        },
        OperatorDefinition("maxindex", "where the rolling maximum came, counted from the first input", [.period(30)]) {
            HighestPlace(period: $0.whole("period"))
        },
        OperatorDefinition("minindex", "where the rolling minimum came, counted from the first input", [.period(30)]) {
            LowestPlace(period: $0.whole("period"))
        },
        OperatorDefinition(
            "minmaxindex", "where rolling minimum and maximum came, counted from the first input", [.period(30)]
        ) { ExtremePlaces(period: $0.whole("period")) },
    ]
}
