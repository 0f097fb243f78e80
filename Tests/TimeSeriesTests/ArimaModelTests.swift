import Base
import FoundationEssentials
import TestKit
import Testing
import TimeSeries

struct ArimaModelTests {
    let golden: ArimaGolden

    init() throws { golden = try ArimaGolden.load() }

    @Test("the log-likelihood at given parameters is statsmodels'")
    func logLikelihood() throws {
        let values = try golden.likelihoods.map { try ArimaModel($0).logLikelihood(of: golden.series[$0.series]) }
        #expect(Golden.largestError(values, golden.likelihoods.map(\.logLikelihood)) < 1e-9)
    }

    @Test("forecasts and their variances are statsmodels'")
    func forecasts() throws {
        for row in golden.likelihoods {
            let forecast = try ArimaModel(row).forecast(after: golden.series[row.series], steps: row.means.count)
            #expect(Golden.largestError(forecast.means, row.means) < 1e-6, "\(row.order)")
            #expect(Golden.largestError(forecast.variances, row.variances) < 1e-6, "\(row.order)")
        }
    }

    @Test("a walk gives at every place the forecast that the values so far give", arguments: [1, 2, 15])
    func walk(steps: Int) throws {
        for row in golden.likelihoods {
            let model = try ArimaModel(row)
            let series = Array(golden.series[row.series].prefix(40))
            let along = try model.forecasts(along: series, steps: steps)
            #expect(along.count == series.count)
            var filter = ArimaFilter(model)
            for (place, value) in series.enumerated() {
                try filter.update(value)
                guard filter.isReady else {
                    #expect(along[place].isNaN)
                    continue
                }
                let batch = try model.forecast(after: Array(series[...place]), steps: steps)
                #expect(try filter.forecast(steps: steps) == batch)
                #expect(abs(along[place] - batch.means[steps - 1]) < 1e-9 * (1 + abs(along[place])))
            }
        }
    }

    @Test("what comes later moves no forecast")
    func truncation() throws {
        let series = golden.series[1]
        var changed = series
        for place in 80..<series.count { changed[place] += 100 }
        let model = try ArimaModel(golden.likelihoods[4])
        let whole = try model.forecasts(along: series, steps: 3)
        #expect(try model.forecasts(along: changed, steps: 3)[..<80] == whole[..<80])
    }

    @Test("innovations are one-step forecast errors and have the variance that the filter says")
    func innovations() throws {
        let model = try ArimaModel(golden.likelihoods[1])
        let series = golden.series[0]
        let innovations = try model.innovations(of: series)
        let along = try model.forecasts(along: series, steps: 1)
        let errors = zip(series.dropFirst(), along).map { $0 - $1 }
        #expect(Golden.largestError(Array(innovations.dropFirst()), errors) < 1e-12)
        let drift = try ArimaModel(golden.likelihoods[8]).innovations(of: golden.series[2])
        #expect(drift.prefix(12).allSatisfy(\.isNaN) && !drift[12].isNaN)
    }

    @Test("the likelihood falls where true parameters are moved, on a long simulated series")
    func simulated() throws {
        var generator = SeededGenerator(seed: 5)
        let order = try ArimaOrder(ar: 1, ma: 1)
        var series = [0.0]
        var last = 0.0
        for _ in 0..<4000 {
            let noise = (0..<12).reduce(-6.0) { sum, _ in sum + generator.uniform() }
            series.append(0.8 * (series.last ?? 0) + noise - 0.4 * last)
            last = noise
        }
        let truth = try ArimaModel(order: order, ar: [0.8], ma: [-0.4], variance: 1).logLikelihood(of: series)
        for (ar, ma) in [(0.7, -0.4), (0.88, -0.4), (0.8, -0.5), (0.8, -0.25)] {
            #expect(
                try ArimaModel(order: order, ar: [ar], ma: [ma], variance: 1).logLikelihood(of: series) < truth - 5)
        }
        let fit = try ArimaModel.fit(series, order: order)
        #expect(abs(fit.model.ar[0] - 0.8) < 0.05 && abs(fit.model.ma[0] + 0.4) < 0.06)
        #expect(fit.logLikelihood >= truth && fit.logLikelihood < truth + 10)
    }

    @Test("a model comes back from JSON, and a false one is refused")
    func coding() throws {
        let model = try ArimaModel(golden.likelihoods[5])
        let data = try JSONEncoder().encode(model)
        #expect(try JSONDecoder().decode(ArimaModel.self, from: data) == model)
        let text = String(decoding: data, as: UTF8.self)
        let unstable = text.replacing("0.5", with: "1.5")
        #expect(unstable != text)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(ArimaModel.self, from: Data(unstable.utf8))
        }
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(ArimaModel.self, from: Data(text.replacing("\"ma\":1", with: "\"ma\":7").utf8))
        }
    }

    @Test("parameters out of range are refused")
    func refusals() throws {
        let order = try ArimaOrder(ar: 1, ma: 1)
        #expect(throws: TimeSeriesError.self) { try ArimaModel(order: order, ar: [1], ma: [0], variance: 1) }
        #expect(throws: TimeSeriesError.self) { try ArimaModel(order: order, ar: [0.1], variance: 1) }
        #expect(throws: TimeSeriesError.self) { try ArimaModel(order: order, ar: [0.1], ma: [.nan], variance: 1) }
        #expect(throws: TimeSeriesError.self) { try ArimaModel(order: order, ar: [0.1], ma: [0], variance: 0) }
        #expect(throws: TimeSeriesError.self) {
            try ArimaModel(order: order, ar: [0.1], ma: [0], constant: 1, variance: 1)
        }
        #expect(throws: TimeSeriesError.self) { try ArimaOrder(ar: -1) }
        #expect(throws: TimeSeriesError.self) { try ArimaOrder(seasonalAR: 1) }
        #expect(throws: TimeSeriesError.self) { try ArimaOrder(seasonalAR: 2, season: 900) }
        #expect(throws: TimeSeriesError.self) { try ArimaOrder(differences: 2, hasConstant: true) }
        #expect(throws: TimeSeriesError.self) { try ArimaOrder(season: .max) }
    }

    @Test("a filter refuses what is not a number and goes on from where it was; it cannot forecast too early")
    func filterRefusals() throws {
        let model = try ArimaModel(order: ArimaOrder(differences: 1, ma: 1), ma: [0.4], variance: 1)
        var filter = ArimaFilter(model)
        #expect(throws: TimeSeriesError.tooShort(model: "ARIMA(0,1,1)", needed: 1, was: 0)) {
            try filter.forecast(steps: 1)
        }
        try filter.update(3)
        #expect(throws: TimeSeriesError.notFinite(model: "ARIMA(0,1,1)", index: 1)) { try filter.update(.nan) }
        #expect(try filter.forecast(steps: 2).means == [3, 3])
        #expect(throws: TimeSeriesError.self) { try filter.forecast(steps: 0) }
        #expect(throws: TimeSeriesError.self) { try model.forecasts(along: [1, 2], steps: 0) }
        #expect(try model.forecasts(along: [], steps: 1).isEmpty)
    }
}
