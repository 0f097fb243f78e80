import FoundationEssentials
import Glibc
import Testing
import TimeSeries

struct EtsDegenerateTests {
    @Test("a constant series is forecast as itself", arguments: [0.0, 5, -3])
    func constant(value: Double) throws {
        let values = [Double](repeating: value, count: 30)
        let model = try AutoEts.fit(to: values, period: 4)
        #expect(model.form == EtsForm(.additive, .none, .none))
        let ahead = model.filtered(values).forecast(steps: 3)
        #expect(ahead.means == [value, value, value] && ahead.variances == [0, 0, 0])
    }

    @Test("every form fits a constant, a line, a step and a spike without trapping")
    func shapes() throws {
        let shapes: [[Double]] = [
            [Double](repeating: 2, count: 40), (1...40).map(Double.init), (1...40).map { $0 < 20 ? 1 : 1000 },
            (1...40).map { $0 == 20 ? 1e9 : 1 }, (1...40).map { 1e-300 * Double($0) },
            (1...40).map { 1e150 * Double($0) },
        ]
        for values in shapes {
            for form in EtsForm.candidates(period: 4, isPositive: true) {
                let model = try EtsModel.fit(form, to: values)
                #expect(model.logLikelihood.isFinite)
                #expect(model.filtered(values).forecast(steps: 5).means.count == 5)
            }
        }
    }

    @Test("a series with values at or below zero gets an additive form")
    func negative() throws {
        let values = SimulatedSeries.noise(60, seed: 1)
        let model = try AutoEts.fit(to: values, period: 4)
        #expect(!model.form.needsPositiveValues)
        #expect(throws: TimeSeriesError.self) {
            try EtsModel.fit(EtsForm(.multiplicative, .none, .none), to: values)
        }
    }

    @Test("short series, holes and bad periods are refused with their reason")
    func refusals() throws {
        #expect(throws: TimeSeriesError.tooShort(model: "ETS(A,N,N)", needed: 5, was: 4)) {
            try AutoEts.fit(to: [1, 2, 3, 4])
        }
        #expect(throws: TimeSeriesError.notFinite(model: "ETS(A,N,N)", index: 2)) {
            try AutoEts.fit(to: [1, 2, .nan, 4, 5, 6, 7])
        }
        #expect(throws: TimeSeriesError.self) { try AutoEts.fit(to: [1, 2, 3, 4, 5, 6], period: 0) }
        #expect(throws: TimeSeriesError.self) {
            try EtsModel.fit(EtsForm(.additive, .none, .additive, period: 1), to: [1, 2, 3, 4, 5, 6, 7, 8])
        }
        #expect(throws: TimeSeriesError.self) {
            try EtsModel.fit(EtsForm(.additive, .none, .additive, period: 12), to: [1, 2, 3])
        }
    }

    @Test("the shortest series that are accepted are fitted", arguments: 5...24)
    func shortest(count: Int) throws {
        let values = SimulatedSeries.walk(count, seed: UInt64(count))
        let model = try AutoEts.fit(to: values, period: 4)
        #expect(model.aicc.isFinite)
    }

    @Test("a season longer than the series is left out")
    func longSeason() throws {
        let values = SimulatedSeries.walk(30, seed: 2)
        #expect(try AutoEts.fit(to: values, period: 40).form.season == .none)
    }

    @Test(
        "every form fits a positive series of huge noise and season",
        arguments: EtsForm.candidates(period: 6, isPositive: true))
    func noisy(form: EtsForm) throws {
        let noise = SimulatedSeries.noise(240, seed: 3)
        let season = [0.2, 0.5, 1, 3, 1, 0.3]
        let values = noise.enumerated().map { season[$0 % 6] * exp(0.9 * $1) }
        let model = try EtsModel.fit(form, to: values)
        let means = model.filtered(values).means(steps: 12)
        #expect(model.logLikelihood.isFinite && means.allSatisfy(\.isFinite))
        #expect(try AutoEts.fit(to: values, period: 6).aicc <= model.aicc)
    }

    @Test(
        "a damaged model is refused when it is read",
        arguments: [("\"place\":1", "\"place\":9"), ("\"period\":5", "\"period\":1")])
    func damaged(part: String, other: String) throws {
        let values = SimulatedSeries.seasonal(61, period: 5, seed: 9)
        let form = EtsForm(.additive, .none, .additive, period: 5)
        let filter = try EtsModel.fit(form, to: values).filtered(values)
        let text = String(decoding: try JSONEncoder().encode(filter), as: UTF8.self)
        #expect(text.contains(part))
        let damaged = Data(text.replacing(part, with: other).utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(EtsFilter.self, from: damaged) }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ThetaSeason.self, from: Data("{\"kind\":\"additive\",\"indices\":[]}".utf8))
        }
    }
}
