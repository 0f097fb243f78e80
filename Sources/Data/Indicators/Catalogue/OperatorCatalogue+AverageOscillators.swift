extension OperatorCatalogue {
    /// TA-Lib's momentum indicators that are made of moving averages of a chosen kind.
    static let averageOscillators: [OperatorDefinition] = convergences + stochastics

    private static let convergences: [OperatorDefinition] = [
        OperatorDefinition(
            "apo", "fast less slow moving average", spread, like: AbsolutePriceOscillator.self
        ) {
            guard !isExponential($0) else { return AbsolutePriceOscillator(fast: $0.fast, slow: $0.slow) }
            return AveragedAbsolutePriceOscillator(fast: $0.fast, slow: $0.slow, average: $0.average())
        },
        OperatorDefinition(
            "macd", "moving average convergence and divergence",
            [.whole("fast", 12, from: 2), .whole("slow", 26, from: 2), .whole("signal", 9)]
        ) { MACD(fast: $0.fast, slow: $0.slow, signal: $0.whole("signal")) },
        OperatorDefinition(
            "macdext", "moving average convergence and divergence of chosen averages",
            [
                .whole("fast", 12, from: 2), .average("fast_average"), .whole("slow", 26, from: 2),
                .average("slow_average"), .whole("signal", 9), .average("signal_average"),
            ]
        ) {
            ExtendedMACD(
                fast: ($0.fast, $0.average("fast_average")), slow: ($0.slow, $0.average("slow_average")),
                signal: ($0.whole("signal"), $0.average("signal_average")))
        },
        OperatorDefinition(
            "macdfix", "moving average convergence and divergence of the fixed weights 0.15 and 0.075",
            [.whole("signal", 9)]
        ) { MACD(fixedSignal: $0.whole("signal")) },
        OperatorDefinition(
            "ppo", "percentage price oscillator: fast over slow average less one, in percent", spread,
            like: PercentagePriceOscillator.self
        ) {
            guard !isExponential($0) else { return PercentagePriceOscillator(fast: $0.fast, slow: $0.slow) }
            return AveragedPercentagePriceOscillator(fast: $0.fast, slow: $0.slow, average: $0.average())
        },
    ]

    private static let stochastics: [OperatorDefinition] = [
        OperatorDefinition(
            "kdj", "slow stochastic by Wilder's averages, and 3 k - 2 d",
            [
                .period(9), .whole("smoothing", 3), .average("smoothing_average", .wilder), .whole("signal", 3),
                .average("signal_average", .wilder),
            ]
        ) {
            KDJ(
                period: $0.whole("period"), smoothing: $0.whole("smoothing"),
                smoothingAverage: $0.average("smoothing_average"), signal: $0.whole("signal"),
                signalAverage: $0.average("signal_average"))
        },
        OperatorDefinition(
            "stoch", "slow stochastic: the close within the range, smoothed twice",
            [
                .period(5), .whole("smoothing", 3), .average("smoothing_average"), .whole("signal", 3),
                .average("signal_average"),
            ], like: StochasticOscillator.self
        ) {
            let smoothing = $0.average("smoothing_average").resolved(.simple)
            guard smoothing != .simple || !isSimple($0) else {
                return StochasticOscillator(
                    period: $0.whole("period"), smoothing: $0.whole("smoothing"), signal: $0.whole("signal"))
            }
            return AveragedStochastic(
                period: $0.whole("period"), smoothing: MovingAverage(smoothing, period: $0.whole("smoothing")),
                signal: $0.signalAverage)
        },
        OperatorDefinition(
            "stochf", "fast stochastic: the close within the range, and that smoothed",
            [.period(5), .whole("signal", 3), .average("signal_average")], like: FastStochastic.self
        ) {
            guard !isSimple($0) else {
                return FastStochastic(period: $0.whole("period"), signal: $0.whole("signal"))
            }
            return AveragedFastStochastic(period: $0.whole("period"), signal: $0.signalAverage)
        },
        OperatorDefinition(
            "stochrsi", "fast stochastic of the relative strength index",
            [.period(14, from: 2), .whole("range", 5), .whole("signal", 3), .average("signal_average")],
            like: StochasticStrengthIndex.self
        ) {
            let period = $0.whole("period")
            let range = $0.whole("range")
            guard !isSimple($0) else {
                return StochasticStrengthIndex(period: period, range: range, signal: $0.whole("signal"))
            }
            return AveragedStochasticStrengthIndex(period: period, range: range, signal: $0.signalAverage)
        },
    ]

    /// The parameters of an oscillator of two averages.
    static let spread: [OperatorParameter] = [
        .whole("fast", 12, from: 2), .whole("slow", 26, from: 2), .average("average", .exponential),
    ]

    /// Whether a stochastic's signal is a plain mean, for which there is a quicker machine.
    private static func isSimple(_ arguments: OperatorArguments) -> Bool {
        arguments.average("signal_average").resolved(.simple) == .simple
    }

    /// Whether the averages of an oscillator of two are EMAs, for which there is a quicker machine.
    static func isExponential(_ arguments: OperatorArguments) -> Bool {
        arguments.average().resolved(.exponential) == .exponential
    }
}

extension OperatorArguments {
    /// The length of the fast average.
    var fast: Int { whole("fast") }
    /// The length of the slow average.
    var slow: Int { whole("slow") }
    /// The average that makes the signal.
    var signalAverage: MovingAverage { MovingAverage(average("signal_average"), period: whole("signal")) }
}
