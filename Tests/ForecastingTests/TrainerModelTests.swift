import Forecasting
import TestKit
import Testing

/// The model without its calibration is the model with it.
struct TrainerModelTests {
    @Test("a fit without a calibration gives the same forecasts, bit for bit", arguments: ModelKind.allCases)
    func same(kind: ModelKind) throws {
        let table = LearningTable(SimulatedMarket(seed: 2, bars: 400, r2: 0.1), horizonBars: 1)
        let slice = TrainingSlice(table, Split(train: 0..<300, test: 320..<400))
        let full = try Trainer.fit(.standard(kind, seed: 5), on: slice)
        let quick = try Trainer.fitModel(.standard(kind, seed: 5), on: slice)
        let expected = try full.model.forecasts(table, rows: 320..<400, threads: 1)
        let found = try quick.forecasts(table, rows: 320..<400, threads: 1)
        // Bits, since a median that is not given is NaN.
        #expect(found.map(\.location.bitPattern) == expected.map(\.location.bitPattern))
        #expect(found.map(\.quantiles) == expected.map(\.quantiles))
    }

    @Test("too few rows are refused as with a calibration")
    func tooFew() throws {
        let table = LearningTable(SimulatedMarket(seed: 2, bars: 60, r2: 0.1), horizonBars: 1)
        #expect(throws: ForecastingError.self) {
            try Trainer.fitModel(.standard(.ridge), on: TrainingSlice(table))
        }
    }
}
