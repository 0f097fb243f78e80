extension OperatorCatalogue {
    /// TA-Lib's momentum indicators.
    static let momentum: [OperatorDefinition] =
        directional + changes + oscillators + averageOscillators + strengths

    /// Other names of those.
    static let momentumAliases: [OperatorAlias] = [
        OperatorAlias("plus_di", of: "dmi", output: "plus_di"),
        OperatorAlias("minus_di", of: "dmi", output: "minus_di"),
        OperatorAlias("dx", of: "dmi", output: "dx"),
        OperatorAlias("plus_dm", of: "dm", output: "plus_dm"),
        OperatorAlias("minus_dm", of: "dm", output: "minus_dm"),
        OperatorAlias("aroonosc", of: "aroon", output: "oscillator"),
    ]

    private static let directional: [OperatorDefinition] = [
        OperatorDefinition("adx", "average directional index (Wilder)", [.period(14, from: 2)]) {
            AverageDirectionalIndex(period: $0.whole("period"))
        },
        OperatorDefinition("adxr", "directional rating: mean of the ADX now and earlier", [.period(14, from: 2)]) {
            AverageDirectionalRating(period: $0.whole("period"))
        },
        OperatorDefinition("aroon", "recency of the lowest low and the highest high", [.period(14, from: 2)]) {
            Aroon(period: $0.whole("period"))
        },
        OperatorDefinition(
            "dm", "smoothed directional movements, +DM and -DM", source: "TA-Lib PLUS_DM, MINUS_DM", [.period(14)]
        ) {
            DirectionalRange(period: $0.whole("period"))
        },
        OperatorDefinition(
            "dmi", "+DI, -DI, their difference, the ADX and the DX", source: "TA-Lib PLUS_DI, MINUS_DI, DX, ADX",
            [.period(14)]
        ) {
            DirectionalMovement(period: $0.whole("period"))
        },
        OperatorDefinition("vortex", "vortex: upward and downward reach in true ranges", [.period(14)]) {
            Vortex(period: $0.whole("period"))
        },
        OperatorDefinition(
            "fractal", "swing highs and lows (Williams), given where they are confirmed",
            [.whole("left", 2), .whole("right", 2)]
        ) { Fractal(left: $0.whole("left"), right: $0.whole("right")) },
    ]

    private static let changes: [OperatorDefinition] = [
        OperatorDefinition("mom", "x[t] - x[t - period]", [.period(10)]) { PriceMomentum(period: $0.whole("period")) },
        OperatorDefinition("roc", "rate of change in percent", [.period(10)]) {
            RateOfChange(period: $0.whole("period"))
        },
        OperatorDefinition("rocp", "x[t] / x[t - period] - 1", [.period(10)]) {
            SimpleReturn(period: $0.whole("period"))
        },
        OperatorDefinition("rocr", "x[t] / x[t - period]", [.period(10)]) {
            RateOfChangeRatio(period: $0.whole("period"))
        },
        OperatorDefinition("rocr100", "100 x[t] / x[t - period]", [.period(10)]) {
            RateOfChangeRatio(period: $0.whole("period"), scale: 100)
        },
        OperatorDefinition("trix", "rate of change of a triple EMA in percent", [.period(30)]) {
            TRIX(period: $0.whole("period"))
        },
    ]

    private static let oscillators: [OperatorDefinition] = [
        OperatorDefinition(
            "ac", "accelerator oscillator (Williams): the awesome oscillator less its mean",
            [.whole("fast", 5, from: 2), .whole("slow", 34, from: 2), .whole("signal", 5, from: 2)]
        ) { AcceleratorOscillator(fast: $0.whole("fast"), slow: $0.whole("slow"), signal: $0.whole("signal")) },
        OperatorDefinition(
            "ao", "awesome oscillator (Williams): fast less slow mean of the middle price",
            [.whole("fast", 5, from: 2), .whole("slow", 34, from: 2)]
        ) { AwesomeOscillator(fast: $0.whole("fast"), slow: $0.whole("slow")) },
        OperatorDefinition("cci", "commodity channel index (Lambert)", cost: "O(period)", [.period(14, from: 2)]) {
            CommodityChannelIndex(period: $0.whole("period"))
        },
        OperatorDefinition(
            "coppock", "Coppock's curve: weighted average of two rates of change",
            [.period(10), .whole("first", 11), .whole("second", 14)]
        ) { CoppockCurve(period: $0.whole("period"), first: $0.whole("first"), second: $0.whole("second")) },
        OperatorDefinition("dpo", "earlier price less the mean now (detrended price)", [.period(20, from: 2)]) {
            DetrendedPriceOscillator(period: $0.whole("period"))
        },
        OperatorDefinition("eri", "reach of high and low above an EMA (Elder ray)", [.period(13)]) {
            ElderRay(period: $0.whole("period"))
        },
        OperatorDefinition("fosc", "distance from a straight line's forecast in percent", [.period(5, from: 2)]) {
            ForecastOscillator(period: $0.whole("period"))
        },
        OperatorDefinition(
            "smi", "stochastic momentum index (Blau) and its signal",
            [
                .period(13, from: 2), .whole("fast", 2, from: 2), .whole("slow", 25, from: 2),
                .whole("signal", 9, from: 2),
            ]
        ) {
            StochasticMomentumIndex(
                period: $0.whole("period"), fast: $0.whole("fast"), slow: $0.whole("slow"),
                signal: $0.whole("signal"))
        },
        OperatorDefinition(
            "ultosc", "ultimate oscillator (Williams) of three windows",
            [.whole("first", 7), .whole("second", 14), .whole("third", 28)]
        ) { UltimateOscillator(first: $0.whole("first"), second: $0.whole("second"), third: $0.whole("third")) },
        OperatorDefinition("willr", "Williams' %R: the close below the high of the range", [.period(14, from: 2)]) {
            WilliamsPercentR(period: $0.whole("period"))
        },
    ]

    private static let strengths: [OperatorDefinition] = [
        OperatorDefinition("bop", "balance of power: body over range") { _ in BalanceOfPower() },
        OperatorDefinition("cmo", "Chande's momentum oscillator, smoothed", [.period(14, from: 2)]) {
            ChandeMomentumOscillator(period: $0.whole("period"))
        },
        OperatorDefinition("cmou", "Chande's momentum oscillator, unsmoothed", [.period(14, from: 2)]) {
            ChandeMomentumSum(period: $0.whole("period"))
        },
        OperatorDefinition("er", "efficiency ratio (Kaufman): net change over way", [.period(10, from: 2)]) {
            EfficiencyRatio(period: $0.whole("period"))
        },
        OperatorDefinition("imi", "rising bodies in percent of all bodies", [.period(14, from: 2)]) {
            IntradayMomentumIndex(period: $0.whole("period"))
        },
        OperatorDefinition("mfi", "money flow index: money on rises in percent of all", [.period(14, from: 2)]) {
            MoneyFlowIndex(period: $0.whole("period"))
        },
        OperatorDefinition("qstick", "mean body of the bars (Chande)", [.period(10)]) {
            QStick(period: $0.whole("period"))
        },
        OperatorDefinition("rsi", "relative strength index (Wilder)", [.period(14, from: 2)]) {
            RelativeStrengthIndex(period: $0.whole("period"))
        },
        OperatorDefinition(
            "tsi", "true strength index (Blau): changes twice smoothed",
            [.whole("first", 25, from: 2), .whole("second", 13, from: 2)]
        ) { TrueStrengthIndex(first: $0.whole("first"), second: $0.whole("second")) },
        OperatorDefinition("vhf", "range over way: trend against noise (White)", [.period(28, from: 2)]) {
            VerticalHorizontalFilter(period: $0.whole("period"))
        },
        OperatorDefinition("wad", "accumulation and distribution without volume (Williams)") { _ in
            WilliamsAccumulation()
        },
    ]
}
