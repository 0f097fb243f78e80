import Base
import Explanation
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
    func with(
        features: [Double]? = nil, targets: [Double]? = nil, volatility: [Double]? = nil,
        sectors: [Symbol: String] = [:]
    ) -> LearningTable {
        LearningTable(
            symbols: symbols, featureNames: featureNames, horizonBars: horizonBars, times: times,
            symbolIndex: symbolIndex, features: features ?? self.features, closes: closes,
            volatility: volatility ?? self.volatility, targets: targets ?? self.targets, seasonal: seasonal,
            sectors: sectors)
    }

    /// What a model says of one row.
    func forecast(_ model: CalibratedModel, row: Int) -> ReturnDistribution {
        withInput(at: row) { model.forecast($0) }
    }

    /// What each feature adds to what a model says of one row.
    func attribution(_ model: CalibratedModel, row: Int) -> Attribution? {
        withInput(at: row) { model.model.attribution($0) }
    }

    private func withInput<Result>(at row: Int, _ body: (ForecastInput) -> Result) -> Result {
        features.withUnsafeBufferPointer { buffer in
            let slice = UnsafeBufferPointer(rebasing: buffer[row * featureCount..<(row + 1) * featureCount])
            return body(
                ForecastInput(
                    features: slice, seasonal: seasonal[row], volatility: volatility[row], prices: history(at: row),
                    symbol: symbols[Int(symbolIndex[row])]))
        }
    }
}

extension FittedModel {
    /// The medians of some rows.
    func medians(_ table: LearningTable, rows: Range<Int>, threads: Int) throws -> [Double] {
        try forecasts(table, rows: rows, threads: threads).map(\.location)
    }
}

extension ModelKind {
    /// The families that are linear in the features.
    static let linear: [ModelKind] = [.ols, .ridge, .lasso, .elasticNet, .logistic, .quantileRegression]
    /// The families that learn from features.
    static let tabular = linear + trees
    /// The families made of trees.
    static let trees: [ModelKind] = [.randomForest, .lightgbm, .xgboost, .quantileTrees]
}

extension LearningTable {
    /// The share of the returns' squares that a model's medians take off in some rows.
    func r2(_ model: CalibratedModel, rows: Range<Int>) throws -> Double {
        let forecasts = try model.model.forecasts(self, rows: rows, threads: 1)
        var (missed, whole) = (0.0, 0.0)
        for (row, forecast) in zip(rows, forecasts) where isComplete(row) {
            let median = model.distribution(of: forecast, defaultScale: scale(at: row)).location
            let (error, target) = ((targets[row] - median) / scale(at: row), targets[row] / scale(at: row))
            missed += error * error
            whole += target * target
        }
        return 1 - missed / whole
    }
}
