import Base
import Features
import Forecasting
import Glibc
import TestKit
import Testing

struct PanelTests {
    private static func panel(features: FeatureSet? = nil) throws -> Panel {
        let market = SimulatedMarket(seed: 21, bars: 420, symbolCount: 2, r2: 0)
        let series = market.symbols.enumerated().map { index, symbol in
            let rows = market.times.indices.filter { market.symbolIndex[$0] == Int32(index) }
            let closes = rows.map { market.closes[$0] }
            return BarSeries(
                symbol: symbol, interval: .day, times: rows.map { market.times[$0] },
                open: closes.map { $0 * 0.999 }, high: closes.map { $0 * 1.01 }, low: closes.map { $0 * 0.985 },
                close: closes, adjustedClose: closes, volume: closes.indices.map { 1e6 + Double($0 % 17) * 1e4 })
        }
        let core = try FeatureSet.load(path: "\(TestPlaces.repository)/configs/features/core.yaml")
        return try Panel.build(series: series, featureSet: features ?? core, horizons: [1, 5, 21])
    }

    @Test("a panel's targets are known exactly at their target rows", arguments: 0..<3)
    func targetRows(horizonIndex: Int) throws {
        let table = LearningTable(try Self.panel(), horizonIndex: horizonIndex)
        var worst = 0.0
        for row in 0..<table.count {
            let ahead = Int(table.targetRow[row])
            let expected = ahead >= 0 ? log(table.closes[ahead] / table.closes[row]) : .nan
            let same = expected.isNaN == table.targets[row].isNaN
            worst = max(worst, same ? (expected.isNaN ? 0 : abs(expected - table.targets[row])) : .infinity)
        }
        #expect(table.count > 600 && worst < 1e-12)
    }

    @Test("sectors are the feature set's grouping of that name")
    func sectors() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            name: small
            version: 1
            groups: {sector: {S0: oil, S1: gold}}
            features:
              - {name: jump, expression: "close / lag(close, 1) - 1"}
            """, to: "small.yaml")
        let whole = try Self.panel()
        let market = SimulatedMarket(seed: 21, bars: 420, symbolCount: 2, r2: 0)
        let panel = try Self.panel(features: try FeatureSet.load(path: "\(folder.path)/small.yaml"))
        let table = LearningTable(panel, horizonIndex: 0, target: .outperformanceOfUniverse)
        #expect(table.sectors == [market.symbols[0]: "oil", market.symbols[1]: "gold"])
        #expect(LearningTable(panel.rows(of: panel.symbols[0]), horizonIndex: 0).sectors == table.sectors)
        #expect(LearningTable(whole, horizonIndex: 0).sectors.isEmpty)
    }

    @Test(
        "a model fitted on a panel forecasts its rows, for all symbols or one", arguments: [ModelKind.ensemble, .drift])
    func fits(kind: ModelKind) throws {
        let panel = try Self.panel()
        let whole = try Trainer.fit(.standard(kind), panel: panel, horizonIndex: 1)
        let one = try Trainer.fit(.standard(kind), panel: panel.rows(of: panel.symbols[0]), horizonIndex: 1)
        let table = LearningTable(panel, horizonIndex: 1)
        let last = table.forecast(whole, row: table.count - 1)
        #expect(whole.featureNames == panel.featureNames && whole.horizonBars == 5)
        #expect(last.location.isFinite && last.quantile(0.1) < last.location && last.location < last.quantile(0.9))
        #expect(table.forecast(one, row: table.count - 1).location != last.location)
    }
}
