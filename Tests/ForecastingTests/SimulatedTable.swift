import Forecasting
import TestKit

extension LearningTable {
    /// One horizon of a simulated market.
    init(_ market: SimulatedMarket, horizonBars: Int) {
        self.init(
            symbols: market.symbols, featureNames: market.featureNames, horizonBars: horizonBars, times: market.times,
            symbolIndex: market.symbolIndex, features: market.features, closes: market.closes,
            volatility: market.volatility, targets: market.targets(horizonBars: horizonBars),
            seasonal: market.seasonal(horizonBars: horizonBars))
    }

    /// The same table with other features, targets or volatility.
    func with(features: [Double]? = nil, targets: [Double]? = nil, volatility: [Double]? = nil) -> LearningTable {
        LearningTable(
            symbols: symbols, featureNames: featureNames, horizonBars: horizonBars, times: times,
            symbolIndex: symbolIndex, features: features ?? self.features, closes: closes,
            volatility: volatility ?? self.volatility, targets: targets ?? self.targets, seasonal: seasonal)
    }

    /// What a model says of one row.
    func forecast(_ model: CalibratedModel, row: Int) -> ReturnDistribution {
        features.withUnsafeBufferPointer { buffer in
            let slice = UnsafeBufferPointer(rebasing: buffer[row * featureCount..<(row + 1) * featureCount])
            return model.forecast(
                ForecastInput(
                    features: slice, seasonal: seasonal[row], volatility: volatility[row], prices: history(at: row)))
        }
    }
}

extension FittedModel {
    /// The medians of some rows.
    func medians(_ table: LearningTable, rows: Range<Int>, threads: Int) throws -> [Double] {
        try forecasts(table, rows: rows, threads: threads).map(\.location)
    }
}
