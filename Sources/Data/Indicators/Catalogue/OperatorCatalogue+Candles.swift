extension OperatorCatalogue {
    /// TA-Lib's candlestick patterns.
    static let candles: [OperatorDefinition] = []

    /// Other names of those.
    static let candlesAliases: [OperatorAlias] = []
}
