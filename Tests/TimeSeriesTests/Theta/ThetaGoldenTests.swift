import TestKit
import Testing
import TimeSeries

private struct ThetaGolden: Decodable {
    struct Fixed: Decodable {
        let form: ThetaForm
        let theta: Double
        let squaredErrors: Double
        let means: [Double]
    }
    struct Fitted: Decodable {
        let form: ThetaForm
        let squaredErrors: Double
        let means: [Double]
    }
    struct Automatic: Decodable {
        let values: [Double]
        let period: Int
        let form: ThetaForm
        let season: String
        let means: [Double]
    }
    struct Decomposition: Decodable {
        let values: [Double]
        let period: Int
        let kind: ThetaSeason.Kind
        let indices: [Double]
    }
    let series: [Double]
    let alpha: Double
    let level: Double
    let fixed: [Fixed]
    let fitted: [Fitted]
    let automatic: [Automatic]
    let decompositions: [Decomposition]
}

struct ThetaGoldenTests {
    private func golden() throws -> ThetaGolden {
        try Golden.load(ThetaGolden.self, "theta", beside: TimeSeriesGoldens.anchor)
    }

    @Test("at given parameters, errors and means are statsforecast's, for all four methods")
    func fixed() throws {
        let golden = try golden()
        #expect(golden.fixed.count == 4)
        for row in golden.fixed {
            let model = try ThetaModel(
                row.form, alpha: golden.alpha, theta: row.theta, initialLevel: golden.level, on: golden.series)
            let means = model.filtered(golden.series).means(steps: row.means.count)
            #expect(Golden.largestError([model.squaredErrors], [row.squaredErrors]) < 1e-10, "\(row.form)")
            #expect(Golden.largestError(means, row.means) < 1e-10, "\(row.form)")
        }
    }

    @Test("the fitted errors are never larger than statsforecast's, and the forecasts alike")
    func fitted() throws {
        let golden = try golden()
        for row in golden.fitted {
            let model = try ThetaModel.fit(row.form, to: golden.series)
            let means = model.filtered(golden.series).means(steps: row.means.count)
            #expect(model.squaredErrors < row.squaredErrors * (1 + 1e-9), "\(row.form)")
            #expect(Golden.largestError(means, row.means) < 0.02, "\(row.form)")
        }
    }

    @Test("automatic choice takes out a season as statsforecast does and forecasts alike")
    func automatic() throws {
        for row in try golden().automatic {
            let model = try AutoTheta.fit(to: row.values, period: row.period)
            #expect((model.season == .none ? "none" : model.season.kind.rawValue) == row.season)
            let means = model.filtered(row.values).means(steps: row.means.count)
            #expect(Golden.largestError(means, row.means) < 0.02, "\(model.form) against \(row.form)")
        }
    }

    @Test("seasonal indices are statsmodels'")
    func decompositions() throws {
        for row in try golden().decompositions {
            let season = ThetaSeason.found(in: row.values, period: row.period, kind: row.kind)
            #expect(season.kind == row.kind)
            #expect(Golden.largestError(season.indices, row.indices) < 1e-12)
        }
    }
}
