extension OperatorCatalogue {
    /// TA-Lib's overlap studies: averages, bands and other lines that lie over the prices.
    static let overlap: [OperatorDefinition] =
        averages + [
            OperatorDefinition(
                "bbands", "Bollinger bands, %b and width",
                [.period(20, from: 2), .real("deviations", 2, in: 0.01...100)]
            ) { BollingerBands(period: $0.whole("period"), deviations: $0.real("deviations")) }
        ]

    private static let averages: [OperatorDefinition] = [
        OperatorDefinition("sma", "simple moving average (the rolling mean)", [.period(30)]) {
            SimpleMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("ema", "exponential moving average", [.period(30)]) {
            ExponentialMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("wma", "linearly weighted moving average", [.period(30)]) {
            WeightedMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("dema", "double exponential moving average", [.period(30)]) {
            DoubleExponentialMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("tema", "triple exponential moving average", [.period(30)]) {
            TripleExponentialMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("trima", "triangular moving average", [.period(30)]) {
            TriangularMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("kama", "Kaufman's adaptive moving average", [.period(30)]) {
            KaufmanAdaptiveMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("t3", "Tillson's T3 moving average", [.period(5), .real("factor", 0.7, in: 0...1)]) {
            TillsonMovingAverage(period: $0.whole("period"), factor: $0.real("factor"))
        },
        OperatorDefinition("hma", "Hull moving average", [.period(20)]) {
            HullMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("zlema", "zero-lag exponential moving average", [.period(30)]) {
            ZeroLagExponentialMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("rma", "Wilder's moving average", [.period(30)]) {
            WilderMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("ma", "moving average of a chosen kind", [.period(30), .average()]) {
            MovingAverage($0.average(), period: $0.whole("period"))
        },
    ]

    /// Other names of those.
    static let overlapAliases: [OperatorAlias] = []
}
