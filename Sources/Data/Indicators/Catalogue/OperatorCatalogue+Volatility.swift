extension OperatorCatalogue {
    /// TA-Lib's volatility indicators.
    static let volatility: [OperatorDefinition] = [
        OperatorDefinition("trange", "true range") { _ in TrueRange() },
        OperatorDefinition("atr", "average true range (Wilder)", [.period(14)]) {
            AverageTrueRange(period: $0.whole("period"))
        },
        OperatorDefinition("natr", "average true range in percent of the close", [.period(14)]) {
            NormalizedAverageTrueRange(period: $0.whole("period"))
        },
    ]

    /// Other names of those.
    static let volatilityAliases: [OperatorAlias] = []
}
