import Base
import Forecasting
import TestKit
import Testing

struct TargetLimitTests {
    /// A simulated table with some targets in units of their scale put in place.
    private func table(_ units: [Int: Double]) -> LearningTable {
        let market = SimulatedMarket(seed: 4, bars: 600, r2: 0.02)
        var targets = market.targets(horizonBars: 1)
        for (row, unit) in units { targets[row] = unit * market.volatility[row] }
        return LearningTable(
            symbols: market.symbols, featureNames: market.featureNames, horizonBars: 1, times: market.times,
            symbolIndex: market.symbolIndex, features: market.features, closes: market.closes,
            volatility: market.volatility, targets: targets, seasonal: market.seasonal(horizonBars: 1))
    }

    @Test(
        "a return of 60 σ is learnt from as one of 8 σ, by every skilled family",
        arguments: [ModelKind.ridge, .lightgbm])
    func cutOff(kind: ModelKind) throws {
        func locations(_ table: LearningTable) throws -> [Double] {
            try Trainer.fit(.standard(kind), on: TrainingSlice(table)).model.medians(table, rows: 0..<600, threads: 1)
        }
        let extreme = try locations(table([100: 60, 200: -68]))
        #expect(try extreme == locations(table([100: 8, 200: -8])))
        #expect(try extreme != locations(table([100: 7, 200: -8])))
    }

    @Test("its residual is taken as it is")
    func calibration() throws {
        func widest(_ table: LearningTable) throws -> Double {
            try Trainer.fit(.standard(.ridge), on: TrainingSlice(table)).residualQuantiles[98]
        }
        // More than one in a hundred of the last fifth, so that the outermost quantile sees them.
        func units(_ unit: Double) -> [Int: Double] { [500: unit, 520: unit, 540: unit, 560: unit, 580: unit] }
        #expect(try widest(table(units(60))) > 40)
        #expect(try widest(table(units(8))) < 10)
    }
}
