import TestKit
import Testing
import TimeSeries

private struct VolatilityGolden: Decodable {
    struct Given: Decodable {
        let mean: Double?
        let omega: Double
        let alpha: Double
        let gamma: Double?
        let beta: Double
        let freedom: Double?

        var parameters: GarchParameters {
            GarchParameters(
                mean: mean ?? 0, omega: omega, alpha: alpha, gamma: gamma ?? 0, beta: beta, freedom: freedom)
        }
    }
    struct Garch: Decodable {
        let mean: GarchSpecification.Mean
        let errors: GarchSpecification.Errors
        let isAsymmetric: Bool
        let given: Given
        let logLikelihood: Double
        let variances: [Double]
        let ahead: [Double]
        let fittedLogLikelihood: Double
        let fitted: Given
    }
    struct Ewma: Decodable {
        let lambda: Double
        let isFitted: Bool
        let logLikelihood: Double
        let variances: [Double]
    }
    let values: [Double]
    let garch: [Garch]
    let ewma: [Ewma]
}

struct VolatilityGoldenTests {
    private func golden() throws -> VolatilityGolden {
        try Golden.load(VolatilityGolden.self, "garch", beside: TimeSeriesGoldens.anchor)
    }

    @Test("at given parameters, likelihood, variances and forecasts are arch's, for all eight models")
    func given() throws {
        let golden = try golden()
        #expect(golden.garch.count == 8)
        for row in golden.garch {
            let specification = GarchSpecification(mean: row.mean, errors: row.errors, isAsymmetric: row.isAsymmetric)
            let model = try GarchModel(specification, parameters: row.given.parameters, on: golden.values)
            let variances = Array(model.variances(of: golden.values).prefix(row.variances.count))
            let filter = model.filtered(golden.values)
            #expect(abs(model.logLikelihood - row.logLikelihood) < 1e-9, "\(specification)")
            #expect(Golden.largestError(variances, row.variances) < 1e-12, "\(specification)")
            let ahead = filter.forecast(steps: row.ahead.count)
            #expect(Golden.largestError(ahead.variances, row.ahead) < 1e-12, "\(specification)")
            let total = filter.totalVariance(steps: row.ahead.count)
            #expect(Golden.largestError([total], [row.ahead.reduce(0, +)]) < 1e-12, "\(specification)")
        }
    }

    @Test("a fit is as likely as arch's or likelier, at the same parameters")
    func fitted() throws {
        let golden = try golden()
        for row in golden.garch {
            let specification = GarchSpecification(mean: row.mean, errors: row.errors, isAsymmetric: row.isAsymmetric)
            let model = try GarchModel.fit(specification, to: golden.values)
            #expect(model.logLikelihood > row.fittedLogLikelihood - 1e-6, "\(specification)")
            let (ours, theirs) = (model.parameters, row.fitted.parameters)
            let found = [ours.mean, ours.omega, ours.alpha, ours.gamma, ours.beta]
            let expected = [theirs.mean, theirs.omega, theirs.alpha, theirs.gamma, theirs.beta]
            #expect(Golden.largestError(found, expected) < 2e-3, "\(specification)")
            #expect(Golden.largestError([ours.freedom ?? 0], [theirs.freedom ?? 0]) < 2e-2, "\(specification)")
        }
    }

    @Test("weighted averages have arch's likelihood and variances")
    func averages() throws {
        let golden = try golden()
        for row in golden.ewma {
            let given = try EwmaVolatility(lambda: row.lambda, on: golden.values)
            #expect(abs(given.logLikelihood - row.logLikelihood) < 1e-9)
            var filter = EwmaFilter(given)
            let variances = golden.values.prefix(row.variances.count).map { value in
                defer { filter.update(value) }
                return filter.nextVariance
            }
            #expect(Golden.largestError(variances, row.variances) < 1e-12)
            guard row.isFitted else { continue }
            let fitted = try EwmaVolatility.fit(to: golden.values)
            #expect(fitted.logLikelihood > row.logLikelihood - 1e-9)
            #expect(abs(fitted.lambda - row.lambda) < 1e-3)
        }
    }
}
