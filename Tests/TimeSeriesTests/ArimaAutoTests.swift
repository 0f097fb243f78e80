import TestKit
import Testing
import TimeSeries

struct ArimaAutoTests {
    let golden: ArimaGolden

    init() throws { golden = try ArimaGolden.load() }

    @Test("the chosen model has statsforecast's differences and no higher criterion")
    func automatic() throws {
        for row in golden.automatic {
            let fit = try AutoArima(season: row.season).fit(golden.series[row.series])
            let order = fit.model.order
            #expect(order.differences == row.order[1] && order.seasonalDifferences == row.order[4], "\(order)")
            #expect(fit.aicc < row.aicc + 0.01, "\(order), theirs \(row.order)")
        }
    }

    @Test("all orders together hold no worse a model than the walk finds")
    func full() throws {
        var automatic = AutoArima()
        let walked = try automatic.fit(golden.series[4])
        automatic.isStepwise = false
        #expect(try automatic.fit(golden.series[4]).aicc < walked.aicc + 1e-3)
    }

    @Test("limits, fixed differences and the criterion are kept to")
    func settings() throws {
        var automatic = AutoArima()
        automatic.differences = 1
        automatic.allowsConstant = false
        automatic.limits.ar = 0
        let order = try automatic.fit(golden.series[0]).model.order
        #expect(order.differences == 1 && order.ar == 0 && !order.hasConstant)
        automatic.criterion = .bic
        #expect(try automatic.fit(golden.series[0]).model.order.coefficientCount <= order.coefficientCount)
        automatic.limits.models = 1
        #expect(throws: Never.self) { try automatic.fit(golden.series[0]) }
        automatic.limits.ar = -3
        #expect(throws: Never.self) { try automatic.fit(golden.series[0]) }
        automatic.differences = 9
        #expect(throws: TimeSeriesError.self) { try automatic.fit(golden.series[0]) }
    }

    @Test("the test of stationarity is statsmodels'")
    func stationarity() throws {
        let values = try golden.stationarity.map { row in
            try UnitRootTest.levelStationarity(golden.series[Int(row[0])], lags: Int(row[1]))
        }
        #expect(Golden.largestError(values, golden.stationarity.map { $0[2] }) < 1e-10)
        #expect(throws: TimeSeriesError.self) { try UnitRootTest.levelStationarity([1, 2, 3], lags: 3) }
        #expect(throws: TimeSeriesError.self) { try UnitRootTest.levelStationarity([2, 2, 2]) }
        #expect(throws: TimeSeriesError.self) { try UnitRootTest.levelStationarity([.nan, 2, 2]) }
    }

    @Test("the decomposition is statsmodels'")
    func decomposition() throws {
        let reference = golden.decomposition
        let long = try SeasonalDecomposition(golden.series[2], season: 12)
        #expect(Golden.largestError(long.seasonal, reference.seasonal) < 1e-10)
        #expect(Golden.largestError(long.trend, reference.trend) < 1e-10)
        let short = try SeasonalDecomposition(golden.series[3], season: 5)
        #expect(Golden.largestError(short.seasonal, reference.shortSeasonal) < 1e-10)
        #expect(Golden.largestError(short.trend, reference.shortTrend) < 1e-10)
        #expect(long.seasonalStrength > 0.64 && short.seasonalStrength < 0.64)
        #expect(throws: TimeSeriesError.self) { try SeasonalDecomposition([1, 2, 3], season: 2) }
        #expect(throws: TimeSeriesError.self) { try SeasonalDecomposition(golden.series[3], season: 4, window: 4) }
    }
}
