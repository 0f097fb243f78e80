extension OperatorCatalogue {
    /// TA-Lib's overlap studies: averages, bands and other lines that lie over the prices.
    static let overlap: [OperatorDefinition] = [
        OperatorDefinition("sma", "simple moving average (the rolling mean)", [.period(30)]) {
            SimpleMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("ema", "exponential moving average", [.period(30)]) {
            ExponentialMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition(
            "bbands", "Bollinger bands, %b and width",
            [.period(20, from: 2), .real("deviations", 2, in: 0.01...100)]
        ) { BollingerBands(period: $0.whole("period"), deviations: $0.real("deviations")) },
    ]

    /// Other names of those.
    static let overlapAliases: [OperatorAlias] = []
}
