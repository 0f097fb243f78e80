import Base
import Features
import Indicators
import Testing

@Suite struct CoreSetTests {
    private func rows(_ bars: BarSeries, _ set: FeatureSet) -> [[Double]] {
        var pipeline = set.makePipeline()
        return (0..<bars.count).map { pipeline.update(bars[$0]) }
    }

    @Test("has some thirty features, all finite after the warm-up it states and not before")
    func warmUp() throws {
        let set = try SampleBars.core()
        let columns = set.columns(of: try SampleBars.series().adjusted())
        #expect((25...32).contains(set.featureNames.count))
        #expect(set.name == "core" && set.version == 1)
        let firsts = columns.map { $0.firstIndex { $0.isFinite } ?? -1 }
        #expect(firsts.max() == set.warmUpBars)
        #expect(columns.allSatisfy { $0[set.warmUpBars...].allSatisfy { $0.isFinite } })
    }

    @Test("gives the same bits live as in batch")
    func batchIsStreaming() throws {
        let set = try SampleBars.core()
        let bars = try SampleBars.series().adjusted()
        let live = rows(bars, set)
        for (feature, column) in set.columns(of: bars).enumerated() {
            #expect(differences(column, live.map { $0[feature] }).isEmpty, "\(set.featureNames[feature])")
        }
    }

    @Test("gives the same bits for bars adjusted one by one as for an adjusted series")
    func adjustedBars() throws {
        let raw = try SampleBars.series()
        let series = raw.adjusted()
        #expect((0..<raw.count).allSatisfy { raw[$0].adjusted() == series[$0] })
    }

    @Test("no feature moves when later bars are cut")
    func truncation() throws {
        let set = try SampleBars.core()
        let bars = try SampleBars.series().adjusted()
        let whole = set.columns(of: bars)
        for cut in [0, 1, 2, 20, 60, 61, 100, 777, 1500, 2698] {
            let part = set.columns(of: bars[0..<cut])
            let moved = part.indices.filter { !differences(part[$0], Array(whole[$0][..<cut])).isEmpty }
            #expect(moved.isEmpty, "cut at \(cut): \(moved.map { set.featureNames[$0] })")
        }
    }

    @Test("a reset pipeline and a copied one are independent of what came before")
    func reset() throws {
        let set = try SampleBars.core()
        let bars = try SampleBars.series(rows: 0..<400).adjusted()
        var used = set.makePipeline()
        for row in 0..<250 { _ = used.update(bars[row]) }
        var copy = used
        used.reset()
        var fresh = set.makePipeline()
        for row in 0..<150 { #expect(differences(used.update(bars[row]), fresh.update(bars[row])).isEmpty) }
        let expected = rows(bars, set)[250]
        #expect(differences(copy.update(bars[250]), expected).isEmpty)
    }

    @Test("no feature depends on the scale of the prices")
    func scaleFree() throws {
        let set = try SampleBars.core()
        let plain = set.columns(of: try SampleBars.series().adjusted())
        let scaled = set.columns(of: try SampleBars.series(scale: 1024).adjusted())
        for (feature, name) in set.featureNames.enumerated() {
            let largest = zip(plain[feature], scaled[feature]).map { ($0 - $1).magnitude }.filter { !$0.isNaN }.max()
            #expect((largest ?? 0) < 1e-9, "\(name)")
        }
    }

    @Test("a table of many series holds the columns of each")
    func table() throws {
        let set = try SampleBars.core()
        let all = [
            try SampleBars.series("AAA", rows: 0..<500), try SampleBars.series("BBB", rows: 0..<0),
            try SampleBars.series("CCC", scale: 2, rows: 100..<900),
        ].map { $0.adjusted() }
        let table = FeatureTable(set, of: all)
        for (place, series) in all.enumerated() {
            let columns = set.columns(of: series)
            let same = columns.indices.allSatisfy {
                differences(columns[$0], Array(table.column($0, ofSeries: place))).isEmpty
            }
            #expect(same && columns[0].count == series.count)
        }
    }

    @Test("transforms are what they say")
    func transforms() throws {
        let set = try SampleBars.core()
        let bars = try SampleBars.series().adjusted()
        let columns = Dictionary(uniqueKeysWithValues: zip(set.featureNames, set.columns(of: bars)))
        let sma = SimpleMovingAverage(period: 10).outputs(of: bars.close)[0]
        let histogram = MACD().outputs(of: bars.close)[2]
        let volume = ZScore(period: 20).outputs(of: bars.volume)[0]
        #expect(differences(columns["sma_distance_10"] ?? [], zip(bars.close, sma).map { $0 / $1 - 1 }).isEmpty)
        #expect(differences(columns["macd_histogram"] ?? [], zip(histogram, bars.close).map { $0 / $1 }).isEmpty)
        #expect(differences(columns["volume_zscore_20"] ?? [], volume).isEmpty)
    }
}
