import FoundationEssentials
import Testing
import TimeSeries

struct VolatilityPropertyTests {
    private static let specifications = [
        GarchSpecification(), GarchSpecification(mean: .zero, errors: .student, isAsymmetric: true),
    ]

    /// Returns of a GARCH(1,1) process: ω = 0.05, α = 0.1, β = 0.85 in units of the scale squared.
    private static func returns(_ count: Int, seed: UInt64, scale: Double = 0.01) -> [Double] {
        var variance = 1.0
        return SimulatedSeries.noise(count, seed: seed).map { draw in
            let error = variance.squareRoot() * draw
            variance = 0.05 + 0.1 * error * error + 0.85 * variance
            return scale * error
        }
    }

    @Test("a stream, a batch and forecasts along the series give the same bits", arguments: specifications)
    func streaming(specification: GarchSpecification) throws {
        let values = Self.returns(400, seed: 1)
        let model = try GarchModel.fit(specification, to: Array(values.prefix(300)))
        var stream = GarchFilter(model)
        let along = stream.forecasts(along: values, steps: 5)
        for (index, value) in values.enumerated() {
            stream.update(value)
            #expect(stream.totalVariance(steps: 5).bitPattern == along[index].bitPattern)
        }
        #expect(stream == model.filtered(values))
        #expect(GarchFilter(model).forecasts(along: Array(values.prefix(200)), steps: 5) == Array(along.prefix(200)))
        let variances = stream.forecast(steps: 5).variances
        #expect(abs(stream.totalVariance(steps: 5) / variances.reduce(0, +) - 1) < 1e-12)
        let tied = stream.forecast(steps: 5000).variances
        #expect(abs(tied[4999] / model.parameters.longRunVariance - 1) < 1e-3)
    }

    @Test("a weighted average streams with the same bits")
    func averageStreaming() throws {
        let values = Self.returns(200, seed: 2)
        let model = try EwmaVolatility.fit(to: values)
        var stream = EwmaFilter(model)
        let along = stream.forecasts(along: values, steps: 3)
        for (index, value) in values.enumerated() {
            stream.update(value)
            #expect(stream.totalVariance(steps: 3).bitPattern == along[index].bitPattern)
        }
        #expect(stream == model.filtered(values))
        #expect(stream.forecast(steps: 2).variances == [stream.nextVariance, stream.nextVariance])
    }

    @Test("a fit scales with the returns", arguments: [1e-4, 1, 1e4])
    func scale(factor: Double) throws {
        let values = Self.returns(600, seed: 3)
        let model = try GarchModel.fit(GarchSpecification(errors: .student), to: values)
        let scaled = try GarchModel.fit(GarchSpecification(errors: .student), to: values.map { $0 * factor })
        #expect(abs(scaled.parameters.alpha / model.parameters.alpha - 1) < 1e-4)
        #expect(abs(scaled.parameters.omega / factor / factor / model.parameters.omega - 1) < 1e-4)
    }

    @Test("the parameters of a long simulated series are found")
    func recovery() throws {
        let model = try GarchModel.fit(GarchSpecification(mean: .zero), to: Self.returns(8000, seed: 4, scale: 1))
        #expect(abs(model.parameters.alpha - 0.1) < 0.03)
        #expect(abs(model.parameters.beta - 0.85) < 0.04)
        #expect(abs(model.parameters.longRunVariance - 1) < 0.15)
    }

    @Test("no small change of a fitted parameter makes the returns likelier", arguments: specifications)
    func optimum(specification: GarchSpecification) throws {
        let values = Self.returns(800, seed: 5)
        let model = try GarchModel.fit(specification, to: values)
        for change in [0.99, 1.01] {
            for path in [\GarchParameters.omega, \GarchParameters.alpha, \GarchParameters.beta] {
                var moved = model.parameters
                moved[keyPath: path] *= change
                guard moved.persistence < 1 else { continue }
                let other = try GarchModel(specification, parameters: moved, on: values)
                #expect(other.logLikelihood < model.logLikelihood + 1e-6)
            }
        }
    }

    @Test("a missing return moves the variance on by its expectation")
    func missing() throws {
        let values = Self.returns(300, seed: 6)
        var filter = try GarchModel.fit(GarchSpecification(), to: values).filtered(values)
        let ahead = filter.forecast(steps: 2).variances
        filter.update(.nan)
        #expect(filter.nextVariance == ahead[1])
    }

    @Test("a model survives JSON to the bit")
    func coding() throws {
        let values = Self.returns(200, seed: 7)
        for specification in Self.specifications {
            let filter = try GarchModel.fit(specification, to: values).filtered(values)
            #expect(try JSONDecoder().decode(GarchFilter.self, from: JSONEncoder().encode(filter)) == filter)
        }
        let average = try EwmaVolatility(on: values).filtered(values)
        #expect(try JSONDecoder().decode(EwmaFilter.self, from: JSONEncoder().encode(average)) == average)
    }

    @Test("short, constant and broken returns are refused with their reason")
    func refusals() throws {
        let specification = GarchSpecification()
        #expect(throws: TimeSeriesError.tooShort(model: specification.description, needed: 20, was: 3)) {
            try GarchModel.fit(specification, to: [1, 2, 3])
        }
        var broken = Self.returns(50, seed: 8)
        broken[7] = .infinity
        #expect(throws: TimeSeriesError.notFinite(model: specification.description, index: 7)) {
            try GarchModel.fit(specification, to: broken)
        }
        for value in [0.0, 0.1] {
            let constant = [Double](repeating: value, count: 50)
            #expect(throws: TimeSeriesError.self) { try GarchModel.fit(specification, to: constant) }
        }
        #expect(throws: TimeSeriesError.self) { try EwmaVolatility.fit(to: [Double](repeating: 0, count: 50)) }
        #expect(throws: TimeSeriesError.self) { try EwmaVolatility(lambda: 1, on: [0.1, 0.2]) }
        #expect(throws: TimeSeriesError.self) { try EwmaVolatility(on: [0.1]) }
        #expect(throws: TimeSeriesError.self) {
            try GarchModel(
                specification, parameters: GarchParameters(omega: -1, alpha: 0.1, beta: 0.8),
                on: Self.returns(50, seed: 9))
        }
    }

    @Test("short and odd returns are fitted without trapping", arguments: 20...30)
    func odd(count: Int) throws {
        var values = Self.returns(count, seed: UInt64(count))
        for specification in Self.specifications {
            #expect(try GarchModel.fit(specification, to: values).logLikelihood.isFinite)
        }
        values[count / 2] = 1e6
        for specification in [GarchSpecification(errors: .student), GarchSpecification(mean: .zero)] {
            #expect(try GarchModel.fit(specification, to: values).logLikelihood.isFinite)
        }
        values = values.map { $0 > 0 ? 1 : 0 }
        let model = try GarchModel.fit(GarchSpecification(mean: .zero), to: values)
        #expect(model.logLikelihood.isFinite && model.filtered(values).nextVariance > 0)
    }
}
