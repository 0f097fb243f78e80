import Base
import Features
import MarketData
import Streaming
import TestKit
import Testing

struct LiveFeaturesTests {
    /// The sample that ships, and the core features.
    private struct Shipped: Sendable {
        let series: [BarSeries]
        let featureSet: FeatureSet
    }

    private static let shipped = Result {
        let raw = try BarImporter().read(path: "\(TestPlaces.repository)/Sample/stocks_daily.csv.gz")
        return Shipped(
            series: raw.map { QualityCheck(for: $0.symbol).examine($0).clean },
            featureSet: try FeatureSet.load(path: "\(TestPlaces.repository)/configs/features/core.yaml"))
    }

    private static let horizons = [1, 5, 21]

    @Test("what is seen live is the row of the training table to the bit, on the shipped sample")
    func sameAsPanel() throws {
        let shipped = try Self.shipped.get()
        let panel = try Panel.build(series: shipped.series, featureSet: shipped.featureSet, horizons: Self.horizons)
        #expect(panel.count > 15_000)
        for one in shipped.series {
            let rows = panel.rows(of: one.symbol)
            var live = LiveFeatures(shipped.featureSet)
            var row = 0
            var different = 0
            for index in 0..<one.count {
                live.update(one[index])
                guard row < rows.count, rows.times[row] == one.times[index] else { continue }
                let seasonal = Self.horizons.map { live.seasonal(horizonBars: $0) }
                let left = live.row + [live.volatility] + seasonal
                let right = rows.featureRow(row) + [rows.volatility[row]] + rows.seasonal.map { $0[row] }
                if !zip(left, right).allSatisfy({ $0.bitPattern == $1.bitPattern }) { different += 1 }
                row += 1
            }
            #expect(row == rows.count)
            #expect(different == 0, "\(one.symbol)")
        }
    }

    @Test("history and the bars after it give what all bars at once give", arguments: [0, 1, 30, 700, 2698])
    func restart(history: Int) throws {
        let shipped = try Self.shipped.get()
        let series = shipped.series[0]
        let whole = LiveFeatures(shipped.featureSet, after: series)
        var parts = LiveFeatures(shipped.featureSet, after: series[0..<history])
        for index in history..<series.count { parts.update(series[index]) }
        #expect(whole.row.map(\.bitPattern) == parts.row.map(\.bitPattern))
        #expect(whole.volatility.bitPattern == parts.volatility.bitPattern)
        #expect(whole.lastBar == parts.lastBar)
    }

    @Test("before there are enough bars nothing is known, and nothing is said")
    func cold() throws {
        let shipped = try Self.shipped.get()
        var live = LiveFeatures(shipped.featureSet)
        #expect(!live.isWarm && live.lastBar == nil && live.seasonal(horizonBars: 1).isNaN)
        live.update(shipped.series[0][0])
        #expect(!live.isWarm && live.seasonal(horizonBars: 1).isNaN)
    }
}
