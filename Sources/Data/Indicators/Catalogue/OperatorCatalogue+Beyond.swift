extension OperatorCatalogue {
    /// What TA-Lib lacks.
    static let beyond: [OperatorDefinition] = [
        OperatorDefinition("lag", "the value some inputs ago", [.period(1)]) { Lag(period: $0.whole("period")) },
        OperatorDefinition("log_return", "ln(x[t] / x[t - period])", [.period(1)]) {
            LogReturn(period: $0.whole("period"))
        },
        OperatorDefinition("distance_from_high", "close / highest high - 1", [.period(20)]) {
            DistanceFromHigh(period: $0.whole("period"))
        },
        OperatorDefinition("distance_from_low", "close / lowest low - 1", [.period(20)]) {
            DistanceFromLow(period: $0.whole("period"))
        },
        OperatorDefinition("volatility_close", "close-to-close volatility of log returns", [.period(20, from: 2)]) {
            RealizedVolatility(period: $0.whole("period"))
        },
        OperatorDefinition("volatility_parkinson", "high-low volatility (Parkinson)", [.period(20)]) {
            ParkinsonVolatility(period: $0.whole("period"))
        },
        OperatorDefinition("volatility_garman_klass", "open-high-low-close volatility", [.period(20)]) {
            GarmanKlassVolatility(period: $0.whole("period"))
        },
        OperatorDefinition(
            "volatility_ewma", "exponentially weighted volatility (RiskMetrics)",
            [.real("decay", 0.94, in: 0.01...0.9999), .whole("seed", 21)]
        ) { ExponentialVolatility(decay: $0.real("decay"), seed: $0.whole("seed")) },
        OperatorDefinition("obv_zscore", "z-score of the on-balance volume", [.period(20, from: 2)]) {
            VolumeBalanceScore(period: $0.whole("period"))
        },
        OperatorDefinition("zscore", "deviation from the mean in sample deviations", [.period(20, from: 2)]) {
            ZScore(period: $0.whole("period"))
        },
    ]

    /// Other names of those.
    static let beyondAliases: [OperatorAlias] = []
}
