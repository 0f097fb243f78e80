import FoundationEssentials
import Testing
import TimeSeries

struct ThetaPropertyTests {
    @Test("a stream, a batch and forecasts along the series give the same bits", arguments: ThetaForm.allCases)
    func streaming(form: ThetaForm) throws {
        let values = SimulatedSeries.seasonal(90, period: 5, seed: 3)
        let fitted = Array(values.prefix(60))
        let season = ThetaSeason.found(in: fitted, period: 5)
        #expect(season.kind == .multiplicative && season.indices.count == 5)
        let model = try ThetaModel.fit(form, to: fitted, season: season)
        var stream = ThetaFilter(model)
        let along = stream.forecasts(along: values, steps: 7)
        for (index, value) in values.enumerated() {
            stream.update(value)
            #expect(stream.mean(steps: 7).bitPattern == along[index].bitPattern)
            #expect(stream.means(steps: 7)[6].bitPattern == along[index].bitPattern)
        }
        #expect(stream == model.filtered(values))
        let cut = ThetaFilter(model).forecasts(along: Array(values.prefix(70)), steps: 7)
        #expect(cut == Array(along.prefix(70)))
    }

    @Test("no other gain, level or θ has smaller errors", arguments: ThetaForm.allCases)
    func optimum(form: ThetaForm) throws {
        let values = SimulatedSeries.walk(120, seed: 5)
        let model = try ThetaModel.fit(form, to: values)
        for alpha in stride(from: 0.1, through: 0.99, by: 0.0445) {
            for level in [0.9, 1, 1.1] {
                for theta in form.choosesTheta ? [1, 1.5, 2, 4, 50] : [2] {
                    let other = try ThetaModel(
                        form, alpha: alpha, theta: theta, initialLevel: level * model.initialLevel, on: values)
                    #expect(model.squaredErrors <= other.squaredErrors * (1 + 1e-6))
                }
            }
        }
    }

    @Test("the standard method is exponential smoothing with a drift of half the slope of the line")
    func drift() throws {
        let values = SimulatedSeries.walk(200, seed: 6)
        let model = try ThetaModel.fit(.standard, to: values)
        let means = model.filtered(values).means(steps: 5)
        for step in 1..<5 { #expect(abs(means[step] - means[step - 1] - model.slope / 2) < 1e-6) }
        let variances = model.filtered(values).forecast(steps: 5).variances
        for step in 0..<5 {
            let expected = model.errorVariance * (1 + Double(step) * model.alpha * model.alpha)
            #expect(abs(variances[step] / expected - 1) < 1e-9)
        }
    }

    @Test("a line is followed, a constant is forecast as itself")
    func shapes() throws {
        let line = (1...50).map { 3 * Double($0) }
        let ahead = try AutoTheta.fit(to: line).filtered(line).means(steps: 3)
        for (mean, value) in zip(ahead, [153.0, 156, 159]) { #expect(abs(mean / value - 1) < 1e-3) }
        for value in [0.0, 7, -2] {
            let constant = [Double](repeating: value, count: 30)
            let forecast = try AutoTheta.fit(to: constant, period: 4).filtered(constant).forecast(steps: 4)
            for mean in forecast.means { #expect(abs(mean - value) < 1e-9) }
            for variance in forecast.variances { #expect(abs(variance) < 1e-18) }
        }
    }

    @Test("variances of dynamic methods are those of simulated surprises")
    func variance() throws {
        let values = SimulatedSeries.walk(40, seed: 7)
        let filter = try ThetaModel.fit(.dynamicOptimised, to: values).filtered(values)
        let variances = filter.forecast(steps: 6).variances
        let deviation = filter.model.errorVariance.squareRoot()
        let errors = SimulatedSeries.noise(6 * 6000, seed: 8)
        var sums = [Double](repeating: 0, count: 6)
        let means = filter.means(steps: 6)
        for path in 0..<6000 {
            var stream = filter
            for step in 0..<6 {
                let value = stream.mean(steps: 1) + deviation * errors[path * 6 + step]
                sums[step] += (value - means[step]) * (value - means[step]) / 6000
                stream.update(value)
            }
        }
        for step in 0..<6 { #expect(abs(sums[step] / variances[step] - 1) < 0.08) }
    }

    @Test("short series, holes and bad parameters are refused; a missing value later moves on as forecast")
    func degenerate() throws {
        #expect(throws: TimeSeriesError.tooShort(model: "Theta (STM)", needed: 6, was: 5)) {
            try AutoTheta.fit(to: [1, 2, 3, 4, 5])
        }
        #expect(throws: TimeSeriesError.notFinite(model: "Theta (STM)", index: 1)) {
            try AutoTheta.fit(to: [1, .infinity, 3, 4, 5, 6, 7])
        }
        #expect(throws: TimeSeriesError.self) { try AutoTheta.fit(to: [1, 2, 3, 4, 5, 6, 7], period: 0) }
        #expect(throws: TimeSeriesError.self) {
            try ThetaModel(.standard, alpha: 0, theta: 2, initialLevel: 1, on: [1, 2, 3, 4, 5, 6, 7])
        }
        for count in 6..<20 {
            let values = SimulatedSeries.noise(count, seed: UInt64(count))
            #expect(try AutoTheta.fit(to: values, period: 4).squaredErrors.isFinite)
        }
        let values = SimulatedSeries.walk(60, seed: 9)
        var filter = try AutoTheta.fit(to: values).filtered(values)
        let means = filter.means(steps: 2)
        filter.update(.nan)
        #expect(abs(filter.mean(steps: 1) / means[1] - 1) < 1e-12)
    }

    @Test("a model survives JSON to the bit")
    func coding() throws {
        let values = SimulatedSeries.seasonal(60, period: 5, seed: 9)
        let filter = try AutoTheta.fit(to: values, period: 5).filtered(values)
        #expect(try JSONDecoder().decode(ThetaFilter.self, from: JSONEncoder().encode(filter)) == filter)
    }
}
