extension OperatorCatalogue {
    /// Where an operator's definition comes from.
    public static func source(of operatorName: String) -> String {
        if let own = ownSources[operatorName] { return own }
        let group = groups.first { $0.operators.contains { $0.name == operatorName } }
        return group?.isTalib == true ? "TA-Lib \(operatorName.uppercased())" : "definition"
    }

    /// The definitions that are not TA-Lib's function of the same name.
    private static let ownSources: [String: String] = [
        "dmi": "TA-Lib PLUS_DM, MINUS_DM, PLUS_DI, MINUS_DI, DX, ADX, ADXR",
        "volatility_close": "pandas rolling(n).std() of log returns", "volatility_parkinson": "Parkinson 1980",
        "volatility_garman_klass": "Garman and Klass 1980", "volatility_rogers_satchell": "Rogers and Satchell 1991",
        "volatility_yang_zhang": "Yang and Zhang 2000", "volatility_ewma": "RiskMetrics 1996",
        "obv_zscore": "TA-Lib OBV; pandas rolling mean and std", "zscore": "pandas rolling mean and std",
        "lag": "pandas shift", "log_return": "definition", "distance_from_high": "definition",
        "distance_from_low": "definition", "vwap_rolling": "Berkowitz, Logue and Noser 1988",
        "vwap_session": "Berkowitz, Logue and Noser 1988", "ichimoku": "Hosoda 1969", "choppiness": "Dreiss 1993",
        "bollinger": "Bollinger 2001", "amihud": "Amihud 2002", "corwin_schultz": "Corwin and Schultz 2012",
        "hurst": "Hurst 1951; Mandelbrot and Wallis 1969", "frac_diff": "López de Prado 2018, ch. 5.5",
        "mean": "pandas rolling", "total": "pandas rolling", "deviation": "pandas rolling",
        "variance": "pandas rolling",
        "highest": "pandas rolling", "lowest": "pandas rolling", "highest_place": "Qlib IdxMax",
        "lowest_place": "Qlib IdxMin", "median": "pandas rolling", "quantile": "pandas rolling",
        "rolling_rank": "pandas rolling rank(pct=True)", "mad": "Qlib Mad", "skew": "pandas rolling",
        "kurt": "pandas rolling", "corr": "pandas rolling", "cov": "pandas rolling",
        "regression": "Qlib Slope, Rsquare, Resi", "wma_rows": "Qlib WMA", "ewm": "pandas ewm",
        "count": "pandas rolling",
    ]
}
