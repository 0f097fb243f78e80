extension OperatorCatalogue {
    /// TA-Lib's overlap studies: averages, bands and other lines that lie over the prices.
    static let overlap: [OperatorDefinition] = averages + chosenAverages + bands + stops

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
        OperatorDefinition("vwma", "volume-weighted moving average of the close", [.period(30)]) {
            VolumeWeightedMovingAverage(period: $0.whole("period"))
        },
    ]

    private static let chosenAverages: [OperatorDefinition] = [
        OperatorDefinition(
            "ma", "moving average of a chosen kind", [.period(30), .average()], like: MovingAverage.self
        ) {
            MovingAverage.lean($0.average(), period: $0.whole("period"))
        },
        OperatorDefinition(
            "mavp", "moving average whose period is the second series", cost: "O(max_period - min_period)",
            [variablePeriod("min_period", 2), variablePeriod("max_period", 30), .average()], conflict: risingPeriods
        ) {
            VariablePeriodMovingAverage(
                minPeriod: $0.whole("min_period"), maxPeriod: $0.whole("max_period"), average: $0.average())
        },
    ]

    private static let bands: [OperatorDefinition] = [
        OperatorDefinition(
            "bbands", "Bollinger bands",
            [.period(20, from: 2), .factor("deviations_up", 2), .factor("deviations_down", 2), .average()],
            like: BollingerBands.self, build: bollingerBands),
        OperatorDefinition("accbands", "Headley's acceleration bands", [.period(20)]) {
            AccelerationBands(period: $0.whole("period"))
        },
        OperatorDefinition("donchian", "Donchian channel: highest high, lowest low, and their middle", [.period(20)]) {
            DonchianChannel(period: $0.whole("period"))
        },
        OperatorDefinition(
            "kc", "Keltner channel: EMA of the typical price and average true ranges either side",
            [.period(20), .whole("range_period", 10), .factor("ranges", 2)]
        ) {
            KeltnerChannel(
                period: $0.whole("period"), rangePeriod: $0.whole("range_period"), ranges: $0.real("ranges"))
        },
        OperatorDefinition("midpoint", "middle between rolling maximum and minimum", [.period(14)]) {
            Midpoint(period: $0.whole("period"))
        },
        OperatorDefinition("midprice", "middle between highest high and lowest low", [.period(14)]) {
            MidPrice(period: $0.whole("period"))
        },
    ]

    private static let stops: [OperatorDefinition] = [
        OperatorDefinition("sar", "parabolic stop and reverse", [.part("acceleration", 0.02), .part("maximum", 0.2)]) {
            ParabolicStop(acceleration: $0.real("acceleration"), maximum: $0.real("maximum"))
        },
        OperatorDefinition(
            "sarext", "parabolic stop and reverse with all its choices; negative in a short trade",
            [
                .real("start", 0, in: -1e15...1e15), .part("offset_on_reverse", 0),
                .part("initial_long", 0.02), .part("step_long", 0.02), .part("maximum_long", 0.2),
                .part("initial_short", 0.02), .part("step_short", 0.02), .part("maximum_short", 0.2),
            ]
        ) {
            StopAndReverse(
                start: $0.real("start"), offsetOnReverse: $0.real("offset_on_reverse"),
                long: acceleration("long", $0), short: acceleration("short", $0))
        },
        OperatorDefinition("supertrend", "Supertrend line and its direction", [.period(10), .part("multiplier", 3)]) {
            Supertrend(period: $0.whole("period"), multiplier: $0.real("multiplier"))
        },
    ]

    @Sendable
    private static func bollingerBands(_ arguments: OperatorArguments) -> any Indicator {
        let period = arguments.whole("period")
        let up = arguments.real("deviations_up")
        let down = arguments.real("deviations_down")
        let kind = arguments.average().resolved(.simple)
        if kind == .simple { return BollingerBands(period: period, deviationsUp: up, deviationsDown: down) }
        return AveragedBollingerBands(period: period, deviationsUp: up, deviationsDown: down, average: kind)
    }

    private static func variablePeriod(_ name: String, _ defaultValue: Int) -> OperatorParameter {
        OperatorParameter(
            name: name, defaultValue: Double(defaultValue),
            range: 1...Double(VariablePeriodMovingAverage.longestPeriod), isWhole: true)
    }

    @Sendable
    private static func risingPeriods(_ arguments: OperatorArguments) -> String? {
        let least = arguments.whole("min_period")
        let most = arguments.whole("max_period")
        return least <= most ? nil : "'min_period' must not exceed 'max_period', were \(least) and \(most)"
    }

    @Sendable
    private static func acceleration(_ side: String, _ arguments: OperatorArguments) -> StopAcceleration {
        StopAcceleration(
            initial: arguments.real("initial_\(side)"), step: arguments.real("step_\(side)"),
            maximum: arguments.real("maximum_\(side)"))
    }
}
