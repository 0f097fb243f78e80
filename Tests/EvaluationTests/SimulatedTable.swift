import Base
import Forecasting
import Glibc
import TestKit

extension LearningTable {
    /// One horizon of a simulated market.
    init(simulated market: SimulatedMarket, horizonBars: Int) {
        self.init(
            symbols: market.symbols, featureNames: market.featureNames, horizonBars: horizonBars, times: market.times,
            symbolIndex: market.symbolIndex, features: market.features, closes: market.closes,
            volatility: market.volatility, targets: market.targets(horizonBars: horizonBars),
            seasonal: market.seasonal(horizonBars: horizonBars))
    }

    /// The first rows of the table, with the targets that are known within them.
    func cut(to rows: Int) -> LearningTable {
        LearningTable(
            symbols: symbols, featureNames: featureNames, horizonBars: horizonBars, times: Array(times[..<rows]),
            symbolIndex: Array(symbolIndex[..<rows]), features: Array(features[..<(rows * featureCount)]),
            closes: Array(closes[..<rows]), volatility: Array(volatility[..<rows]),
            targets: (0..<rows).map { targetRow[$0] >= 0 && targetRow[$0] < rows ? targets[$0] : .nan },
            seasonal: Array(seasonal[..<rows]))
    }
}

extension FittedModel {
    /// The medians of some rows.
    func medians(_ table: LearningTable, rows: Range<Int>, threads: Int) throws -> [Double] {
        try forecasts(table, rows: rows, threads: threads).map(\.location)
    }
}

extension LearningTable {
    /// One symbol's returns bar by bar, with what is known at each, and a volatility of 0.01 throughout.
    init(returns: [Double], features: [[Double]], horizonBars: Int = 1) {
        var price = 100.0
        let closes = returns.map { move in
            price *= exp(move)
            return price
        }
        let targets = returns.indices.map { row in
            row + horizonBars < returns.count ? returns[(row + 1)...(row + horizonBars)].reduce(0, +) : .nan
        }
        self.init(
            symbols: [SampleBars.symbol("A")], featureNames: (features.first ?? []).indices.map { "f\($0)" },
            horizonBars: horizonBars, times: returns.indices.map { Instant(seconds: Int64($0) * 86_400) },
            symbolIndex: returns.map { _ in 0 }, features: features.flatMap { $0 }, closes: closes,
            volatility: returns.map { _ in 0.01 }, targets: targets, seasonal: returns.map { _ in .nan })
    }

    /// The same rows with other features.
    func with(features: [Double]) -> LearningTable {
        LearningTable(
            symbols: symbols, featureNames: featureNames, horizonBars: horizonBars, times: times,
            symbolIndex: symbolIndex, features: features, closes: closes, volatility: volatility, targets: targets,
            seasonal: seasonal)
    }
}
