/// Every operator there is; the conformance suite runs over all of them.
public enum OperatorCatalogue {
    /// All operators, in the order of their kinds.
    public static let all: [OperatorDefinition] =
        changes + averages + momentum + bands + volatility + volume + statistics + calendar

    /// The operator of a name.
    public static func named(_ name: String) throws(OperatorError) -> OperatorDefinition {
        guard let found = all.first(where: { $0.name == name }) else {
            throw .unknownOperator(name: name, known: all.map(\.name))
        }
        return found
    }

    private static let changes: [OperatorDefinition] = [
        OperatorDefinition("lag", "the value some inputs ago", [.period(1)]) { Lag(period: $0.whole("period")) },
        OperatorDefinition("log_return", "ln(x[t] / x[t - period])", [.period(1)]) {
            LogReturn(period: $0.whole("period"))
        },
        OperatorDefinition("simple_return", "x[t] / x[t - period] - 1", [.period(1)]) {
            SimpleReturn(period: $0.whole("period"))
        },
        OperatorDefinition("roc", "rate of change in percent", [.period(10)]) {
            RateOfChange(period: $0.whole("period"))
        },
    ]

    private static let averages: [OperatorDefinition] = [
        OperatorDefinition("sma", "simple moving average (the rolling mean)", [.period(30)]) {
            SimpleMovingAverage(period: $0.whole("period"))
        },
        OperatorDefinition("ema", "exponential moving average", [.period(30)]) {
            ExponentialMovingAverage(period: $0.whole("period"))
        },
    ]

    private static let momentum: [OperatorDefinition] = [
        OperatorDefinition("rsi", "relative strength index (Wilder)", [.period(14, from: 2)]) {
            RelativeStrengthIndex(period: $0.whole("period"))
        },
        OperatorDefinition(
            "macd", "moving average convergence and divergence",
            [.whole("fast", 12, from: 2), .whole("slow", 26, from: 2), .whole("signal", 9)], conflict: fastBelowSlow
        ) { MACD(fast: $0.whole("fast"), slow: $0.whole("slow"), signal: $0.whole("signal")) },
        OperatorDefinition(
            "ppo", "percentage price oscillator: EMA ratio less one, in percent",
            [.whole("fast", 12, from: 2), .whole("slow", 26, from: 2)], conflict: fastBelowSlow
        ) { PercentagePriceOscillator(fast: $0.whole("fast"), slow: $0.whole("slow")) },
        OperatorDefinition(
            "stochastic", "slow stochastic, smoothed by SMA",
            [.period(5), .whole("smoothing", 3), .whole("signal", 3)]
        ) {
            StochasticOscillator(
                period: $0.whole("period"), smoothing: $0.whole("smoothing"), signal: $0.whole("signal"))
        },
        OperatorDefinition("stochastic_fast", "fast stochastic", [.period(5), .whole("signal", 3)]) {
            StochasticOscillator(period: $0.whole("period"), smoothing: 1, signal: $0.whole("signal"))
        },
        OperatorDefinition(
            "directional_movement", "+DI, -DI, their difference and the ADX", [.period(14, from: 2)]
        ) { DirectionalMovement(period: $0.whole("period")) },
        OperatorDefinition("distance_from_high", "close / highest high - 1", [.period(20)]) {
            DistanceFromHigh(period: $0.whole("period"))
        },
        OperatorDefinition("distance_from_low", "close / lowest low - 1", [.period(20)]) {
            DistanceFromLow(period: $0.whole("period"))
        },
    ]

    private static let bands: [OperatorDefinition] = [
        OperatorDefinition(
            "bollinger", "Bollinger bands, %b and width",
            [.period(20, from: 2), .real("deviations", 2, in: 0.01...100)]
        ) { BollingerBands(period: $0.whole("period"), deviations: $0.real("deviations")) }
    ]

    private static let volatility: [OperatorDefinition] = [
        OperatorDefinition("true_range", "true range") { _ in TrueRange() },
        OperatorDefinition("atr", "average true range (Wilder)", [.period(14)]) {
            AverageTrueRange(period: $0.whole("period"))
        },
        OperatorDefinition("natr", "average true range in percent of the close", [.period(14)]) {
            NormalizedAverageTrueRange(period: $0.whole("period"))
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
    ]

    private static let volume: [OperatorDefinition] = [
        OperatorDefinition("obv", "on-balance volume") { _ in OnBalanceVolume() },
        OperatorDefinition("obv_zscore", "z-score of the on-balance volume", [.period(20, from: 2)]) {
            VolumeBalanceScore(period: $0.whole("period"))
        },
    ]

    private static let statistics: [OperatorDefinition] = [
        OperatorDefinition("sum", "rolling sum", [.period(30)]) { RollingTotal(period: $0.whole("period")) },
        OperatorDefinition("std", "population standard deviation", [.period(20)]) {
            StandardDeviation(period: $0.whole("period"))
        },
        OperatorDefinition("zscore", "deviation from the mean in sample deviations", [.period(20, from: 2)]) {
            ZScore(period: $0.whole("period"))
        },
        OperatorDefinition("max", "rolling maximum", [.period(30)]) { HighestValue(period: $0.whole("period")) },
        OperatorDefinition("min", "rolling minimum", [.period(30)]) { LowestValue(period: $0.whole("period")) },
    ]

    private static let calendar: [OperatorDefinition] = [
        OperatorDefinition("weekday", "day of the week on a circle") { _ in WeekdayCycle() },
        OperatorDefinition("month_position", "how far the month has gone, 0 to 1") { _ in MonthPosition() },
        OperatorDefinition("year_position", "day of the year on a circle") { _ in YearCycle() },
    ]

    @Sendable
    private static func fastBelowSlow(_ arguments: OperatorArguments) -> String? {
        let fast = arguments.whole("fast")
        let slow = arguments.whole("slow")
        return fast < slow ? nil : "'fast' must be below 'slow', were \(fast) and \(slow)"
    }
}
