extension OperatorCatalogue {
    /// TA-Lib's volatility indicators.
    static let volatility: [OperatorDefinition] = [
        OperatorDefinition("adr", "mean range of the bars, without gaps", [.period(14)]) {
            AverageRange(period: $0.whole("period"))
        },
        OperatorDefinition("atr", "average true range (Wilder)", [.period(14)]) {
            AverageTrueRange(period: $0.whole("period"))
        },
        OperatorDefinition(
            "cvi", "Chaikin's volatility: change of the average range in percent",
            [.period(10, from: 2), .whole("rate_period", 10)]
        ) { ChaikinVolatility(period: $0.whole("period"), ratePeriod: $0.whole("rate_period")) },
        OperatorDefinition(
            "massi", "mass index (Dorsey): widening and narrowing of the ranges",
            [.whole("fast", 9, from: 2), .whole("slow", 25, from: 2)]
        ) { MassIndex(fast: $0.whole("fast"), slow: $0.whole("slow")) },
        OperatorDefinition("natr", "average true range in percent of the close", [.period(14)]) {
            NormalizedAverageTrueRange(period: $0.whole("period"))
        },
        OperatorDefinition(
            "rvi", "relative volatility index (Dorsey): deviations on rises in percent of all",
            [.period(14), .whole("deviation_period", 10, from: 2)]
        ) { RelativeVolatilityIndex(period: $0.whole("period"), deviationPeriod: $0.whole("deviation_period")) },
        OperatorDefinition("trange", "true range") { _ in TrueRange() },
    ]
}
