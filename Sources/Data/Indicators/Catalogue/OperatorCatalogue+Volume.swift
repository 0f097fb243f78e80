extension OperatorCatalogue {
    /// TA-Lib's volume indicators.
    static let volume: [OperatorDefinition] = [
        OperatorDefinition("obv", "on-balance volume") { _ in OnBalanceVolume() }
    ]

    /// Other names of those.
    static let volumeAliases: [OperatorAlias] = []
}
