import Base
import TestKit
import Testing
import TimeSeries

struct ArimaFitTests {
    let golden: ArimaGolden

    init() throws { golden = try ArimaGolden.load() }

    @Test("no fit has a lower log-likelihood than statsmodels'")
    func maximum() throws {
        for row in golden.fits {
            let order = try ArimaOrder(row.order, hasConstant: row.hasConstant)
            let series = golden.series[row.series]
            let fit = try ArimaModel.fit(series, order: order)
            #expect(fit.logLikelihood > row.logLikelihood - 1e-4, "\(order)")
            #expect(abs(try fit.model.logLikelihood(of: series) - fit.logLikelihood) < 1e-7)
            #expect(fit.observations == series.count - order.valuesLost)
        }
    }

    @Test("the criteria are statsforecast's")
    func criteria() throws {
        let fit = try ArimaModel.fit(golden.series[0], order: ArimaOrder(ar: 1, ma: 1, hasConstant: true))
        let expected = [golden.criteria.aic, golden.criteria.aicc, golden.criteria.bic]
        #expect(Golden.largestError([fit.aic, fit.aicc, fit.bic], expected) < 1e-5)
        #expect(fit.parameterCount == 4)
    }

    @Test("scale and level change the parameters as they must and nothing else", arguments: [1e-6, 1e6])
    func scale(factor: Double) throws {
        let order = try ArimaOrder(ar: 1, ma: 1, hasConstant: true)
        let series = golden.series[0]
        let plain = try ArimaModel.fit(series, order: order).model
        let scaled = try ArimaModel.fit(series.map { factor * ($0 + 3) }, order: order).model
        #expect(abs(plain.ar[0] - scaled.ar[0]) < 1e-4 && abs(plain.ma[0] - scaled.ma[0]) < 1e-4)
        #expect(abs(scaled.constant / factor - 3 - plain.constant) < 1e-4)
        #expect(abs(scaled.variance / (factor * factor) / plain.variance - 1) < 1e-6)
    }

    @Test("the same series gives the same bits")
    func determinism() throws {
        let order = try ArimaOrder(ar: 2, ma: 2)
        #expect(try ArimaModel.fit(golden.series[4], order: order) == ArimaModel.fit(golden.series[4], order: order))
        let automatic = AutoArima(season: 5)
        #expect(try automatic.fit(golden.series[4]) == automatic.fit(golden.series[4]))
    }

    @Test("bad series are refused and say why")
    func refusals() throws {
        let order = try ArimaOrder(ar: 1, differences: 1, hasConstant: true)
        let flat = [Double](repeating: 2.5, count: 50)
        let line = (0..<50).map { 0.1 * Double($0) }
        let trend = (0..<50).map { 0.3 + 0.1 * Double($0) }
        var holed = golden.series[0]
        holed[7] = .nan
        #expect(throws: TimeSeriesError.notFinite(model: "\(order)", index: 7)) {
            try ArimaModel.fit(holed, order: order)
        }
        #expect(throws: TimeSeriesError.tooShort(model: "\(order)", needed: 5, was: 4)) {
            try ArimaModel.fit([1, 2, 4, 3], order: order)
        }
        for series in [flat, line, trend] {
            #expect(throws: TimeSeriesError.self) { try ArimaModel.fit(series, order: order) }
            #expect(throws: TimeSeriesError.self) { try AutoArima().fit(series) }
            #expect(throws: TimeSeriesError.self) { try AutoArima(season: 4).fit(series) }
        }
        #expect(throws: TimeSeriesError.self) { try AutoArima().fit([]) }
        #expect(throws: TimeSeriesError.self) { try AutoArima().fit(holed) }
        #expect(throws: TimeSeriesError.self) { try AutoArima(season: 0).fit(golden.series[0]) }
    }

    @Test("short and odd series give a model or an error, never a trap")
    func oddSeries() throws {
        var generator = SeededGenerator(seed: 9)
        for count in 1..<30 {
            let noise = (0..<count).map { _ in generator.uniform() }
            let steps = noise.map { $0 > 0.8 ? 1.0 : 0 }
            let huge = noise.map { $0 * 1e150 }
            let last = (0..<count).map { $0 == count - 1 ? 1.0 : 0 }
            for series in [noise, steps, huge, last] {
                for season in [1, 2, 7] {
                    do {
                        let fit = try AutoArima(season: season).fit(series)
                        #expect(try fit.model.forecast(after: series, steps: 3).means.allSatisfy(\.isFinite))
                    } catch {
                        #expect(!error.description.isEmpty)
                    }
                }
            }
        }
    }
}
