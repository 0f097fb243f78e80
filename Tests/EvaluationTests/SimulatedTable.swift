import Forecasting
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
