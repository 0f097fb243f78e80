extension OperatorCatalogue {
    /// What TA-Lib lacks.
    static let beyond: [OperatorDefinition] = [
        OperatorDefinition("lag", "the value some inputs ago", [.period(1)]) { Lag(period: $0.whole("period")) },
        OperatorDefinition("log_return", "ln(x[t] / x[t - period])", [.period(1)]) {
            LogReturn(period: $0.whole("period"))
        },
        OperatorDefinition(
            "bollinger", "place between the Bollinger bands (%b), and their width",
            [.period(20, from: 2), .real("deviations", 2, in: 0.01...100)]
        ) { BollingerPosition(period: $0.whole("period"), deviations: $0.real("deviations")) },
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
        OperatorDefinition("volatility_rogers_satchell", "open-high-low-close volatility without drift", [.period(20)])
        {
            RogersSatchellVolatility(period: $0.whole("period"))
        },
        OperatorDefinition(
            "volatility_yang_zhang", "open-high-low-close volatility with overnight gaps", [.period(20, from: 2)]
        ) { YangZhangVolatility(period: $0.whole("period")) },
        OperatorDefinition(
            "vwap_session", "volume-weighted average price since the session began",
            [zone]
        ) { SessionVWAP(zone: SessionZone(rawValue: $0.whole("zone")) ?? .utc) },
        OperatorDefinition("vwap_rolling", "volume-weighted average price of the last bars", [.period(20)]) {
            RollingVWAP(period: $0.whole("period"))
        },
        OperatorDefinition(
            "ichimoku", "Ichimoku's lines, each as known at the bar",
            [.whole("conversion", 9), .whole("base", 26), .whole("span", 52), .whole("displacement", 26, from: 2)]
        ) {
            Ichimoku(
                conversion: $0.whole("conversion"), base: $0.whole("base"), span: $0.whole("span"),
                displacement: $0.whole("displacement"))
        },
        OperatorDefinition("choppiness", "share of the path that led nowhere, 0 to 100", [.period(14, from: 2)]) {
            ChoppinessIndex(period: $0.whole("period"))
        },
        OperatorDefinition("amihud", "illiquidity: mean of |return| per million of turnover", [.period(20)]) {
            AmihudIlliquidity(period: $0.whole("period"))
        },
        OperatorDefinition("corwin_schultz", "bid-ask spread out of highs and lows", [.period(20)]) {
            CorwinSchultzSpread(period: $0.whole("period"))
        },
        OperatorDefinition(
            "frac_diff", "fractional difference over a window of fixed width",
            [.real("order", 0.4, in: 0...2), .period(100)]
        ) { FractionalDifference(order: $0.real("order"), period: $0.whole("period")) },
        OperatorDefinition("hurst", "Hurst exponent by rescaled range", [.period(128, from: 16)]) {
            HurstExponent(period: $0.whole("period"))
        },
    ]

    private static let zone = OperatorParameter(
        name: "zone", defaultValue: 0, range: 0...Double(SessionZone.allCases.count - 1), isWhole: true,
        words: ["utc": 0, "new_york": 1])

    /// Other names of those.
    static let beyondAliases: [OperatorAlias] = []
}
