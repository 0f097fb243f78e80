import Base
import FoundationEssentials
import Testing
import TimeSeries

/// Series made up for these tests.
enum SimulatedSeries {
    /// A random walk with a drift, above zero.
    static func walk(_ count: Int, seed: UInt64, deviation: Double = 0.01) -> [Double] {
        var level = 100.0
        return noise(count, seed: seed).map { error in
            level *= 1 + 0.0005 + deviation * error
            return level
        }
    }

    /// A season of `period` values on a rising level, with noise; above zero.
    static func seasonal(_ count: Int, period: Int, seed: UInt64, noiseShare: Double = 0.02) -> [Double] {
        noise(count, seed: seed).enumerated().map { time, error in
            let place = Double(time % period) / Double(period)
            return (100 + 0.4 * Double(time)) * (1 + 0.6 * (place - 0.5)) * (1 + noiseShare * error)
        }
    }

    /// Independent errors, about normal: sums of twelve uniform numbers.
    static func noise(_ count: Int, seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() } }
    }
}

struct EtsPropertyTests {
    private static let forms = EtsForm.candidates(period: 5, isPositive: true)

    @Test("a stream, a batch and forecasts along the series give the same bits", arguments: forms)
    func streaming(form: EtsForm) throws {
        let values = SimulatedSeries.seasonal(90, period: 5, seed: 3)
        let model = try EtsModel.fit(form, to: Array(values.prefix(60)))
        var stream = EtsFilter(model)
        let along = stream.forecasts(along: values, steps: 7)
        for (index, value) in values.enumerated() {
            stream.update(value)
            #expect(stream.mean(steps: 7).bitPattern == along[index].bitPattern)
            #expect(stream.means(steps: 7)[6].bitPattern == along[index].bitPattern)
        }
        #expect(stream == model.filtered(values))
    }

    @Test("a forecast along a series does not move when later values are cut off", arguments: forms)
    func truncation(form: EtsForm) throws {
        let values = SimulatedSeries.seasonal(80, period: 5, seed: 4)
        let model = try EtsModel.fit(form, to: Array(values.prefix(60)))
        let whole = EtsFilter(model).forecasts(along: values, steps: 2)
        #expect(EtsFilter(model).forecasts(along: Array(values.prefix(70)), steps: 2) == Array(whole.prefix(70)))
    }

    @Test("no small change of a fitted gain makes the series likelier", arguments: forms)
    func optimum(form: EtsForm) throws {
        let values = SimulatedSeries.seasonal(100, period: 5, seed: 5)
        let model = try EtsModel.fit(form, to: values)
        for change in [-1e-3, 1e-3] {
            var moved = model.parameters
            moved.alpha += change
            guard moved.isUsual else { continue }
            let other = try EtsModel(form, parameters: moved, initial: model.initial, on: values)
            #expect(other.logLikelihood < model.logLikelihood + 1e-4)
        }
    }

    @Test("forecasts scale with the series", arguments: [1e-6, 1e6])
    func scale(factor: Double) throws {
        let values = SimulatedSeries.seasonal(80, period: 4, seed: 6)
        let model = try AutoEts.fit(to: values, period: 4)
        let scaled = try AutoEts.fit(to: values.map { $0 * factor }, period: 4)
        #expect(model.form == scaled.form)
        let means = model.filtered(values).means(steps: 8)
        let others = scaled.filtered(values.map { $0 * factor }).means(steps: 8)
        for (mean, other) in zip(means, others) { #expect(abs(other / factor / mean - 1) < 1e-3) }
    }

    @Test("the variance of a forecast is that of simulated paths", arguments: forms)
    func variance(form: EtsForm) throws {
        let values = SimulatedSeries.seasonal(100, period: 5, seed: 7)
        let filter = try EtsModel.fit(form, to: values).filtered(values)
        let steps = 8
        let paths = filter.paths(steps: steps, count: 8000, seed: 2)
        let variances = filter.forecast(steps: steps).variances
        for step in [0, 4, 7] {
            let ends = stride(from: step, to: paths.count, by: steps).map { paths[$0] }
            let mean = ends.reduce(0, +) / Double(ends.count)
            let variance = ends.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(ends.count)
            #expect(abs(variance / variances[step] - 1) < 0.08, "\(form) step \(step)")
        }
    }

    @Test("a missing value moves the states on as forecast")
    func missing() throws {
        let values = SimulatedSeries.seasonal(60, period: 5, seed: 8)
        let form = EtsForm(.multiplicative, .additive, .multiplicative, period: 5)
        var filter = try EtsModel.fit(form, to: values).filtered(values)
        let means = filter.means(steps: 3)
        filter.update(.nan)
        let later = filter.means(steps: 2)
        #expect(abs(later[0] / means[1] - 1) < 1e-12 && abs(later[1] / means[2] - 1) < 1e-12)
    }

    @Test("a model survives JSON to the bit")
    func coding() throws {
        let values = SimulatedSeries.seasonal(60, period: 5, seed: 9)
        let filter = try AutoEts.fit(to: values, period: 5).filtered(values)
        let copy = try JSONDecoder().decode(EtsFilter.self, from: JSONEncoder().encode(filter))
        #expect(copy == filter)
    }

    @Test("gains whose old values never fade are told apart")
    func forecastable() {
        #expect(EtsParameters(alpha: 0.3).isForecastable(period: 1))
        #expect(EtsParameters(alpha: 1.9).isForecastable(period: 1))
        #expect(!EtsParameters(alpha: 2.1).isForecastable(period: 1))
        #expect(EtsParameters(alpha: 0.3, beta: 0.1, phi: 0.9).isForecastable(period: 1))
        #expect(EtsParameters(alpha: 0.3, beta: 0.01, gamma: 0.1).isForecastable(period: 12))
        #expect(!EtsParameters(alpha: 0.07, beta: 0.0739, gamma: 0.37, phi: 0.8455).isForecastable(period: 24))
    }

    @Test("a fit that must be forecastable is, at a cost in likelihood")
    func region() throws {
        let form = EtsForm(.additive, .additive, .additive, period: 12)
        let gains = EtsParameters(alpha: 0.3, beta: 0.29, gamma: 0.6)
        #expect(gains.isUsual && !gains.isForecastable(period: 12))
        let start = EtsStates(level: 100, slope: 0.1, seasons: (0..<12).map { Double($0) - 5.5 })
        let source = try EtsModel(
            form, parameters: gains, initial: start, on: SimulatedSeries.seasonal(60, period: 12, seed: 10))
        let values = EtsFilter(source).paths(steps: 200, count: 1, seed: 11)
        let free = try EtsModel.fit(form, to: values)
        let bound = try EtsModel.fit(form, to: values, region: .forecastable)
        #expect(!free.parameters.isForecastable(period: 12))
        #expect(bound.parameters.isForecastable(period: 12))
        #expect(bound.logLikelihood < free.logLikelihood)
    }
}
