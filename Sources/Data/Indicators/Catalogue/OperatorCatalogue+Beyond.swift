extension OperatorCatalogue {
    /// What TA-Lib lacks.
    static let beyond: [OperatorDefinition] = [
        OperatorDefinition("lag", "the value some inputs ago", source: "pandas shift", [.period(1)]) {
            Lag(period: $0.whole("period"))
        },
        OperatorDefinition("log_return", "ln(x[t] / x[t - period])", source: "definition", [.period(1)]) {
            LogReturn(period: $0.whole("period"))
        },
        OperatorDefinition(
            "bollinger", "place between the Bollinger bands (%b), and their width", source: "Bollinger 2001",
            [.period(20, from: 2), .real("deviations", 2, in: 0.01...100)]
        ) { BollingerPosition(period: $0.whole("period"), deviations: $0.real("deviations")) },
        OperatorDefinition("distance_from_high", "close / highest high - 1", source: "definition", [.period(20)]) {
            DistanceFromHigh(period: $0.whole("period"))
        },
        OperatorDefinition("distance_from_low", "close / lowest low - 1", source: "definition", [.period(20)]) {
            DistanceFromLow(period: $0.whole("period"))
        },
        OperatorDefinition(
            "volatility_close", "close-to-close volatility of log returns",
            source: "pandas rolling(n).std() of log returns", [.period(20, from: 2)]
        ) {
            RealizedVolatility(period: $0.whole("period"))
        },
        OperatorDefinition(
            "volatility_parkinson", "high-low volatility (Parkinson)", source: "Parkinson 1980", [.period(20)]
        ) {
            ParkinsonVolatility(period: $0.whole("period"))
        },
        OperatorDefinition(
            "volatility_garman_klass", "open-high-low-close volatility", source: "Garman and Klass 1980", [.period(20)]
        ) {
            GarmanKlassVolatility(period: $0.whole("period"))
        },
        OperatorDefinition(
            "volatility_ewma", "exponentially weighted volatility (RiskMetrics)", source: "RiskMetrics 1996",
            [.real("decay", 0.94, in: 0.01...0.9999), .whole("seed", 21)]
        ) { ExponentialVolatility(decay: $0.real("decay"), seed: $0.whole("seed")) },
        OperatorDefinition(
            "obv_zscore", "z-score of the on-balance volume", source: "TA-Lib OBV; pandas rolling mean and std",
            [.period(20, from: 2)]
        ) {
            VolumeBalanceScore(period: $0.whole("period"))
        },
        OperatorDefinition(
            "zscore", "deviation from the mean in sample deviations", source: "pandas rolling mean and std",
            [.period(20, from: 2)]
        ) {
            ZScore(period: $0.whole("period"))
        },
        OperatorDefinition(
            "volatility_rogers_satchell", "open-high-low-close volatility without drift",
            source: "Rogers and Satchell 1991", [.period(20)]
        ) {
            RogersSatchellVolatility(period: $0.whole("period"))
        },
        OperatorDefinition(
            "volatility_yang_zhang", "open-high-low-close volatility with overnight gaps",
            source: "Yang and Zhang 2000", [.period(20, from: 2)]
        ) { YangZhangVolatility(period: $0.whole("period")) },
        OperatorDefinition(
            "vwap_session", "volume-weighted average price since the session began",
            source: "Berkowitz, Logue and Noser 1988",
            [zone]
        ) { SessionVWAP(zone: SessionZone(rawValue: $0.whole("zone")) ?? .utc) },
        OperatorDefinition(
            "vwap_rolling", "volume-weighted average price of the last bars", source: "Berkowitz, Logue and Noser 1988",
            [.period(20)]
        ) {
            RollingVWAP(period: $0.whole("period"))
        },
        OperatorDefinition(
            "ichimoku", "Ichimoku's lines, each as known at the bar", source: "Hosoda 1969",
            [.whole("conversion", 9), .whole("base", 26), .whole("span", 52), .whole("displacement", 26, from: 2)]
        ) {
            Ichimoku(
                conversion: $0.whole("conversion"), base: $0.whole("base"), span: $0.whole("span"),
                displacement: $0.whole("displacement"))
        },
        OperatorDefinition(
            "choppiness", "share of the path that led nowhere, 0 to 100", source: "Dreiss 1993", [.period(14, from: 2)]
        ) {
            ChoppinessIndex(period: $0.whole("period"))
        },
        OperatorDefinition(
            "amihud", "illiquidity: mean of |return| per million of turnover", source: "Amihud 2002", [.period(20)]
        ) {
            AmihudIlliquidity(period: $0.whole("period"))
        },
        OperatorDefinition(
            "corwin_schultz", "bid-ask spread out of highs and lows", source: "Corwin and Schultz 2012", [.period(20)]
        ) {
            CorwinSchultzSpread(period: $0.whole("period"))
        },
        OperatorDefinition(
            "frac_diff", "fractional difference over a window of fixed width", source: "López de Prado 2018, ch. 5.5",
            cost: "O(period)",
            [.real("order", 0.4, in: 0...2), .period(100)]
        ) { FractionalDifference(order: $0.real("order"), period: $0.whole("period")) },
        OperatorDefinition(
            "hurst", "Hurst exponent by rescaled range", source: "Hurst 1951; Mandelbrot and Wallis 1969",
            cost: "O(period log period)", [.period(128, from: 16)]
        ) {
            HurstExponent(period: $0.whole("period"))
        },
    ]

    private static let zone = OperatorParameter(
        name: "zone", defaultValue: 0, range: 0...Double(SessionZone.allCases.count - 1), isWhole: true,
        words: ["utc": 0, "new_york": 1])
}
