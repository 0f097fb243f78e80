import Base
import Features
import Forecasting
import Glibc
import TestKit

extension LearningTable {
    /// A table of closes alone, a symbol a list; shorter lists end with the others, as of symbols listed late.
    ///
    /// Its volatility is that of a panel, 0.01 where there is none yet.
    init(closes lists: [[Double]], horizonBars: Int, target: ForecastTarget = .ownReturn) {
        let bars = lists.map(\.count).max() ?? 0
        var columns = (times: [Instant](), symbols: [Int32](), closes: [Double](), volatility: [Double]())
        var targets: [Double] = []
        let volatilities = lists.map { ReturnVolatility.values(closes: $0) }
        for bar in 0..<bars {
            for (symbol, list) in lists.enumerated() where bar >= bars - list.count {
                let place = bar - (bars - list.count)
                let later = place + horizonBars
                columns.times.append(Instant(seconds: Int64(bar) * 86_400))
                columns.symbols.append(Int32(symbol))
                columns.closes.append(list[place])
                let volatility = volatilities[symbol][place]
                columns.volatility.append(volatility.isFinite && volatility > 0 ? volatility : 0.01)
                targets.append(later < list.count ? log(list[later] / list[place]) : .nan)
            }
        }
        self.init(
            symbols: lists.indices.compactMap { Symbol("S\($0)") }, featureNames: ["zero"], horizonBars: horizonBars,
            times: columns.times, symbolIndex: columns.symbols, features: targets.map { _ in 0 },
            closes: columns.closes, volatility: columns.volatility, targets: targets,
            seasonal: targets.map { _ in .nan }, target: target)
    }

    /// The same table with other closes.
    func withCloses(_ other: (_ row: Int, _ close: Double) -> Double) -> LearningTable {
        LearningTable(
            symbols: symbols, featureNames: featureNames, horizonBars: horizonBars, times: times,
            symbolIndex: symbolIndex, features: features, closes: closes.enumerated().map { other($0, $1) },
            volatility: volatility, targets: targets, seasonal: seasonal, target: target)
    }

    /// What a model says of one row when it is asked for that row alone.
    func single(_ model: any FittedModel, row: Int) -> ModelForecast {
        features.withUnsafeBufferPointer { buffer in
            let slice = UnsafeBufferPointer(rebasing: buffer[row * featureCount..<(row + 1) * featureCount])
            return model.forecast(
                ForecastInput(
                    features: slice, seasonal: seasonal[row], volatility: volatility[row], prices: history(at: row)))
        }
    }
}

/// Series whose law is known.
enum SimulatedSeries {
    /// Closes whose log returns are an autoregression of the first order.
    static func autoregression(seed: UInt64, bars: Int, weight: Double) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        var last = 0.0
        return closes(
            (0..<bars).map { _ in
                last = weight * last + 0.01 * generator.normal()
                return last
            })
    }

    /// Closes about a straight line in logarithms.
    static func trend(seed: UInt64, bars: Int, slope: Double, noise: Double) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<bars).map { exp(3 + slope * Double($0) + noise * generator.normal()) }
    }

    /// Closes whose returns are GARCH(1,1), and the true variance of the return over a horizon from each close on.
    static func garch(
        seed: UInt64, bars: Int, alpha: Double, beta: Double, horizonBars: Int
    ) -> (closes: [Double], variances: [Double]) {
        var generator = SeededGenerator(seed: seed)
        let longRun = 1e-4
        let persistence = alpha + beta
        var variance = longRun
        var returns: [Double] = []
        var variances: [Double] = []
        for _ in 0..<bars {
            let move = variance.squareRoot() * generator.normal()
            variance = longRun * (1 - persistence) + alpha * move * move + beta * variance
            returns.append(move)
            var ahead = variance
            var sum = 0.0
            for _ in 0..<horizonBars {
                sum += ahead
                ahead = longRun + persistence * (ahead - longRun)
            }
            variances.append(sum)
        }
        return (closes(returns), variances)
    }

    private static func closes(_ returns: [Double]) -> [Double] {
        var level = 4.0
        return returns.map { move in
            level += move
            return exp(level)
        }
    }
}
