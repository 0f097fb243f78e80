import Forecasting
import Kernels
import TestKit
import Testing

struct LinearTests {
    private static let table = LearningTable(SimulatedMarket(seed: 14, bars: 1500, r2: 0.05), horizonBars: 5)

    private func medians(_ kind: ModelKind, _ parameters: [String: Double]) throws -> [Double] {
        let specification = try ModelSpecification(kind: kind, parameters: parameters)
        return try Trainer.fit(specification, on: TrainingSlice(Self.table)).model.medians(
            Self.table, rows: 0..<1500, threads: 1)
    }

    @Test("the elastic net lies between the ridge and the lasso, and meets both", arguments: [0.0, 600])
    func elasticNetMeetsBoth(halfLife: Double) throws {
        func fit(_ kind: ModelKind, _ share: Double? = nil) throws -> [Double] {
            var parameters = ["expected_r2": 0.02, "half_life_bars": halfLife]
            parameters["l1_share"] = share
            return try medians(kind, parameters)
        }
        #expect(try Golden.largestError(fit(.elasticNet, 0), fit(.ridge), floor: 1e-3) < 1e-6)
        #expect(try fit(.elasticNet, 1) == fit(.lasso))
        #expect(try fit(.elasticNet, 0.5) != fit(.lasso))
    }

    @Test("a half life far longer than the history changes nothing to speak of", arguments: ModelKind.linear)
    func longHalfLife(kind: ModelKind) throws {
        let table = Self.table
        let locations = try [0, 1e6].map { halfLife in
            let specification = try ModelSpecification(kind: kind, parameters: ["half_life_bars": halfLife])
            let model = try Trainer.fit(specification, on: TrainingSlice(table))
            return (0..<table.count).map { table.forecast(model, row: $0).location }
        }
        #expect(Golden.largestError(locations[0], locations[1], floor: 0.01) < 0.02)
    }

    @Test(
        "where nothing is expected, penalised families say the mean or nothing", arguments: [ModelKind.lasso, .ridge])
    func noSignalExpected(kind: ModelKind) throws {
        let units = try medians(kind, ["expected_r2": 1e-6]).enumerated().map { $1 / Self.table.scale(at: $0) }
        let spread = (units.max() ?? 1) - (units.min() ?? 0)
        #expect(kind == .lasso ? spread < 1e-12 : spread < 0.01)
    }

    @Test("a return of 0 has no sign to learn")
    func zeroReturns() throws {
        let table = Self.table
        let flat = table.targets.enumerated().map { $0.offset % 3 == 0 ? 0 : $0.element }
        let known = table.targets.enumerated().map { $0.offset % 3 == 0 ? .nan : $0.element }
        let probabilities = try [flat, known].map { targets in
            let own = table.with(targets: targets)
            let model = try Trainer.fit(.standard(.logistic), on: TrainingSlice(own)).model
            return try model.forecasts(own, rows: 0..<own.count, threads: 1).map(\.probabilityUp)
        }
        #expect(Golden.largestError(probabilities[0], probabilities[1]) < 1e-9)
        #expect(probabilities[0].allSatisfy { (0.2...0.8).contains($0) })
    }

    @Test("returns of one sign are refused in words")
    func oneSign() {
        let table = Self.table.with(targets: Self.table.targets.map { abs($0) + 1e-6 })
        let error = #expect(throws: ForecastingError.self) {
            try Trainer.fit(.standard(.logistic), on: TrainingSlice(table))
        }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("give rows of both classes"))
    }

    @Test("fits without a penalty want two rows a weight", arguments: [ModelKind.ols, .quantileRegression])
    func rowsPerWeight(kind: ModelKind) {
        let market = SimulatedMarket(seed: 1, bars: 200, featureCount: 90, r2: 0)
        let table = LearningTable(market, horizonBars: 1)
        #expect(throws: ForecastingError.tooFewRows(kind: kind, horizonBars: 1, needed: 182, was: 159)) {
            try Trainer.fit(.standard(kind), on: TrainingSlice(table))
        }
    }

    @Test("quantiles of normal returns are normal, and follow a feature that widens them")
    func quantiles() throws {
        let plain = LearningTable(SimulatedMarket(seed: 15, bars: 6000, r2: 0), horizonBars: 1)
        let widened = plain.targets.enumerated().map { row, target in
            let wide = plain.features[row * plain.featureCount + 1]
            return target * (1 + 0.3 * max(-2, min(2, wide)))
        }
        let model = try Trainer.fit(.standard(.quantileRegression), on: TrainingSlice(plain)).model
        let forecasts = try model.forecasts(plain, rows: 0..<1, threads: 1)[0].quantiles
        let units = forecasts.map { $0 / plain.scale(at: 0) }
        let normal = ReturnDistribution.levels.map(NormalDistribution.quantile)
        #expect(Golden.largestError(units, normal) < 0.12)

        let table = plain.with(targets: widened)
        let wide = try Trainer.fit(.standard(.quantileRegression), on: TrainingSlice(table)).model
        let widths = try wide.forecasts(table, rows: 0..<table.count, threads: 1).enumerated().map { row, forecast in
            let signal = table.features[row * table.featureCount + 1]
            return (signal, (forecast.quantiles[17] - forecast.quantiles[1]) / table.scale(at: row))
        }
        func mean(_ isIn: (Double) -> Bool) -> Double {
            Statistics.mean(widths.filter { isIn($0.0) }.map(\.1))
        }
        #expect(mean { $0 > 1 } > 1.8 * mean { $0 < -1 })
    }
}
