import Scoring
import TestKit
import Testing

struct ForecastTestTests {
    let golden: SignificanceGolden

    init() throws { golden = try Golden.load(SignificanceGolden.self, "significance") }

    @Test("Clark–West and Diebold–Mariano equal statsmodels' HAC t with the small-sample factor")
    func ratios() throws {
        for reference in golden.ratios {
            let nested = try #require(ForecastTests.clarkWest(reference.series, horizonBars: reference.horizon))
            let apart = try #require(ForecastTests.dieboldMariano(reference.series, horizonBars: reference.horizon))
            let values = [nested.statistic, nested.pValue, apart.statistic, apart.pValue]
            let expected = [
                reference.statistic, reference.clarkWestP, reference.statistic, reference.dieboldMarianoP,
            ]
            #expect(Golden.largestError(values, expected, floor: 0.001) < 1e-10)
        }
    }

    @Test("Pesaran–Timmermann equals its formula, the dynamic one statsmodels' regressions")
    func directions() throws {
        let reference = golden.directions
        let plain = try #require(
            ForecastTests.pesaranTimmermann(forecasts: reference.forecasts, outcomes: reference.outcomes))
        #expect(Golden.largestError([plain.statistic, plain.pValue], reference.plain, floor: 1e-4) < 1e-11)
        for lagged in reference.lagged {
            let test = try #require(
                ForecastTests.pesaranTimmermann(
                    forecasts: reference.forecasts, outcomes: reference.outcomes, lags: lagged.lags))
            #expect(Golden.largestError([test.statistic, test.pValue], lagged.test, floor: 1e-4) < 1e-9)
        }
    }

    @Test("directions are judged alike at any scale, and the opposite forecast with the opposite sign")
    func invariance() throws {
        let reference = golden.directions
        let scaled = reference.forecasts.map { $0 * 7 }
        let first = ForecastTests.pesaranTimmermann(forecasts: reference.forecasts, outcomes: reference.outcomes)
        #expect(first == ForecastTests.pesaranTimmermann(forecasts: scaled, outcomes: reference.outcomes))
        let nudged = reference.forecasts.map { $0 == 0 ? -0.1 : $0 }
        let there = try #require(ForecastTests.pesaranTimmermann(forecasts: nudged, outcomes: reference.outcomes))
        let back = try #require(
            ForecastTests.pesaranTimmermann(forecasts: nudged.map { -$0 }, outcomes: reference.outcomes))
        #expect(abs(there.statistic + back.statistic) < 1e-10)
    }

    @Test("persistent directions without skill: the dynamic test keeps its size where the plain one does not")
    func sizes() {
        var passed = (plain: 0, dynamic: 0)
        for seed in 1...300 {
            var source = NormalSource(seed: UInt64(seed))
            let (forecasts, outcomes) = (persistent(&source), persistent(&source))
            let plain = ForecastTests.pesaranTimmermann(forecasts: forecasts, outcomes: outcomes)
            let dynamic = ForecastTests.pesaranTimmermann(forecasts: forecasts, outcomes: outcomes, lags: 2)
            if let plain, plain.pValue < 0.05 { passed.plain += 1 }
            if let dynamic, dynamic.pValue < 0.05 { passed.dynamic += 1 }
        }
        #expect((4...27).contains(passed.dynamic), "passed \(passed.dynamic) of 300")
        #expect(passed.plain > 30, "passed \(passed.plain) of 300")
    }

    private func persistent(_ source: inout NormalSource) -> [Double] {
        var value = 0.0
        return (0..<200).map { _ in
            value = 0.85 * value + source.next()
            return value
        }
    }

    @Test("what cannot be tested is nil")
    func degenerate() {
        #expect(ForecastTests.clarkWest([], horizonBars: 1) == nil)
        #expect(ForecastTests.clarkWest([1, 1, 1], horizonBars: 1) == nil)
        #expect(ForecastTests.clarkWest([1, .nan, 1], horizonBars: 1) == nil)
        #expect(ForecastTests.clarkWest([1, 2, 3], horizonBars: 0) == nil)
        #expect(ForecastTests.dieboldMariano([1], horizonBars: 1) == nil)
        #expect(ForecastTests.dieboldMariano([1, 2], horizonBars: 9) == nil)
        #expect(ForecastTests.pesaranTimmermann(forecasts: [], outcomes: []) == nil)
        #expect(ForecastTests.pesaranTimmermann(forecasts: [1, 1, 1], outcomes: [1, -1, 1]) == nil)
        #expect(ForecastTests.pesaranTimmermann(forecasts: [1, .nan], outcomes: [1, -1]) == nil)
        #expect(ForecastTests.pesaranTimmermann(forecasts: [1, -1, 1], outcomes: [1, -1, 1], lags: 4) == nil)
        #expect(ForecastTests.pesaranTimmermann(forecasts: [1, -1, 1], outcomes: [1, -1, 1], lags: -1) == nil)
        let turns = (0..<40).map { $0.isMultiple(of: 2) ? 1.0 : -1.0 }
        #expect(ForecastTests.pesaranTimmermann(forecasts: turns, outcomes: turns, lags: 1) == nil)
    }
}
