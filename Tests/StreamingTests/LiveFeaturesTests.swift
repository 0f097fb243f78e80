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

    /// The times at which a model can be asked, and those of the training table's rows.
    private func warmTimes(_ series: BarSeries) throws -> (live: [Instant], panel: [Instant]) {
        let featureSet = try Self.shipped.get().featureSet
        var state = LiveFeatures(featureSet)
        var live: [Instant] = []
        for index in 0..<series.count {
            state.update(series[index])
            if state.isWarm { live.append(series.times[index]) }
        }
        return (live, try Panel.build(series: [series], featureSet: featureSet, horizons: [1]).times)
    }

    @Test("a model can be asked exactly where the training table has a row, the first 100 bars included")
    func warmWherePanelHasRows() throws {
        for one in try Self.shipped.get().series {
            let (live, panel) = try warmTimes(one)
            #expect(live == panel, "\(one.symbol)")
            #expect(live.first.map { $0 <= one.times[100] } == true)
            #expect(try warmTimes(one[0..<50]).live.isEmpty)
        }
    }

    @Test("a bar with a field that is not a number gives rows for the same bars live as in the training table")
    func notANumber() throws {
        let whole = try Self.shipped.get().series[0][0..<400]
        let fields: [WritableKeyPath<Bar, Double>] = [\.volume, \.high, \.low, \.open]
        for field in fields {
            var broken = BarSeries(symbol: whole.symbol, interval: whole.interval)
            for index in 0..<whole.count {
                var bar = whole[index]
                if index == 200 { bar[keyPath: field] = .nan }
                broken.append(bar)
            }
            let (live, panel) = try warmTimes(broken)
            #expect(live == panel)
            #expect(live.contains(whole.times[200]), "its other features are known")
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
