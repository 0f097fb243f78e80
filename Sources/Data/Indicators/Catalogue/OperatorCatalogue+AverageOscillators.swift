extension OperatorCatalogue {
    /// TA-Lib's momentum indicators that are made of moving averages of a chosen type.
    static let averageOscillators: [OperatorDefinition] = [
        OperatorDefinition(
            "macd", "moving average convergence and divergence",
            [.whole("fast", 12, from: 2), .whole("slow", 26, from: 2), .whole("signal", 9)], conflict: fastBelowSlow
        ) { MACD(fast: $0.whole("fast"), slow: $0.whole("slow"), signal: $0.whole("signal")) },
        OperatorDefinition(
            "macdfix", "moving average convergence and divergence of fixed weights, 0.15 and 0.075",
            [.whole("signal", 9)]
        ) { MACD(fixedSignal: $0.whole("signal")) },
        OperatorDefinition(
            "ppo", "percentage price oscillator: EMA ratio less one, in percent",
            [.whole("fast", 12, from: 2), .whole("slow", 26, from: 2)], conflict: fastBelowSlow
        ) { PercentagePriceOscillator(fast: $0.whole("fast"), slow: $0.whole("slow")) },
        OperatorDefinition(
            "stoch", "slow stochastic, smoothed by SMA",
            [.period(5), .whole("smoothing", 3), .whole("signal", 3)]
        ) {
            StochasticOscillator(
                period: $0.whole("period"), smoothing: $0.whole("smoothing"), signal: $0.whole("signal"))
        },
        OperatorDefinition("stochf", "fast stochastic", [.period(5), .whole("signal", 3)]) {
            StochasticOscillator(period: $0.whole("period"), smoothing: 1, signal: $0.whole("signal"))
        },
    ]

    @Sendable
    static func fastBelowSlow(_ arguments: OperatorArguments) -> String? {
        let fast = arguments.whole("fast")
        let slow = arguments.whole("slow")
        return fast < slow ? nil : "'fast' must be below 'slow', were \(fast) and \(slow)"
    }
}
