import TestKit
import Testing
import TimeSeries

private struct EtsGolden: Decodable {
    struct Likelihood: Decodable {
        let error: EtsForm.ErrorKind
        let trend: EtsForm.Trend
        let season: EtsForm.Season
        let seasons: [Double]
        let logLikelihood: Double
        let means: [Double]
        let variances: [Double]?
    }
    struct Automatic: Decodable {
        let values: [Double]
        let period: Int
        let form: String
        let aicc: Double
        let means: [Double]
    }
    struct RelativeVariance: Decodable {
        let form: String
        let alpha: Double
        let beta: Double
        let gamma: Double
        let phi: Double
        let level: Double
        let slope: Double
        let seasons: [Double]
        let errorVariance: Double
        let means: [Double]
        let variances: [Double]
    }
    struct Admissibility: Decodable {
        let alpha: Double
        let beta: Double
        let gamma: Double
        let phi: Double
        let period: Int
        let isAdmissible: Bool
    }
    let admissibility: [Admissibility]
    let series: [Double]
    let period: Int
    let likelihoods: [Likelihood]
    let automatic: [Automatic]
    let relativeVariances: [RelativeVariance]
}

/// Golden files lie a folder above.
struct EtsGoldenTests {
    private func golden() throws -> EtsGolden {
        try Golden.load(EtsGolden.self, "ets", beside: TimeSeriesGoldens.anchor)
    }

    @Test(
        "at given parameters, likelihood, means and variances are those of statsmodels and statsforecast, for all eighteen forms"
    )
    func likelihoods() throws {
        let golden = try golden()
        #expect(golden.likelihoods.count == 18)
        for row in golden.likelihoods {
            let form = EtsForm(row.error, row.trend, row.season, period: golden.period)
            let model = try EtsModel(
                form, parameters: EtsParameters(alpha: 0.4, beta: 0.05, gamma: 0.2, phi: 0.9),
                initial: EtsStates(level: 101.5, slope: 0.7, seasons: row.seasons), on: golden.series)
            let ahead = model.filtered(golden.series).forecast(steps: 9)
            #expect(Golden.largestError([model.logLikelihood], [row.logLikelihood]) < 1e-9, "\(form)")
            if !row.means.isEmpty { #expect(Golden.largestError(ahead.means, row.means) < 1e-9, "\(form)") }
            if let variances = row.variances {
                let ratios = ahead.variances.map { $0 / model.errorVariance }
                #expect(Golden.largestError(ratios, variances) < 1e-9, "\(form)")
            }
        }
    }

    @Test("with a multiplicative error, variances are statsforecast's")
    func relativeVariances() throws {
        let golden = try golden()
        for row in golden.relativeVariances {
            let trend: EtsForm.Trend = row.form == "MAN" ? .additive : .none
            let season: EtsForm.Season = row.seasons.count > 1 ? .additive : .none
            let form = EtsForm(.multiplicative, trend, season, period: row.seasons.count)
            let model = try EtsModel(
                form,
                parameters: EtsParameters(alpha: row.alpha, beta: row.beta, gamma: row.gamma, phi: row.phi),
                initial: EtsStates(level: row.level, slope: row.slope, seasons: row.seasons), on: golden.series)
            let ahead = model.filtered(golden.series).forecast(steps: row.means.count)
            #expect(Golden.largestError(ahead.means, row.means) < 1e-9, "\(form)")
            #expect(Golden.largestError([model.errorVariance / row.errorVariance], [1]) < 1e-9, "\(form)")
            #expect(Golden.largestError(ahead.variances, row.variances) < 1e-9, "\(form)")
        }
    }

    @Test("automatic selection is never worse than statsforecast's by AICc, and forecasts alike")
    func automatic() throws {
        for row in try golden().automatic {
            let model = try AutoEts.fit(to: row.values, period: row.period)
            #expect(model.aicc < row.aicc + 1e-6, "\(model.form) against \(row.form)")
            #expect(model.parameters.isUsual)
            let means = model.filtered(row.values).means(steps: row.means.count)
            #expect(Golden.largestError(means, row.means) < 0.02, "\(model.form) against \(row.form)")
        }
    }

    @Test("gains are forecastable where statsforecast finds them admissible")
    func admissibility() throws {
        let rows = try golden().admissibility
        let (yes, no) = (rows.filter(\.isAdmissible).count, rows.filter { !$0.isAdmissible }.count)
        #expect(yes > 10 && no > 10)
        for row in rows {
            let parameters = EtsParameters(alpha: row.alpha, beta: row.beta, gamma: row.gamma, phi: row.phi)
            #expect(parameters.isUsual)
            #expect(parameters.isForecastable(period: row.period) == row.isAdmissible, "\(row)")
        }
    }
}
