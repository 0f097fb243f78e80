import Base
import Features
import MarketData
import TestKit
import Testing

/// Bars that come day by day, one of them late and two corrected, with features built in between.
private struct RevisedHistory {
    let fixture: StoreFixture
    let series: [BarSeries]

    init(_ yaml: String) throws {
        fixture = try StoreFixture()
        series = StoreFixture.series(["AAA", "BBB", "CCC"])
        let late = series[0][120..<121]
        let days = series[0].times
        var early = BarSeries(symbol: series[0].symbol, interval: .day)
        for row in 0..<160 where row != 120 { early.append(series[0][row]) }
        try fixture.append([early, series[1], series[2]], rows: 0..<160, at: days[159])
        try fixture.build(yaml)
        try fixture.append([late], rows: 0..<1, at: days[159].advanced(bySeconds: 3600))
        try fixture.build(yaml)
        try fixture.append(series, rows: 160..<200, at: days[199])
        try correct(series[0], row: 150, at: days[199].advanced(bySeconds: 60))
        try correct(series[1], row: 199, at: days[199].advanced(bySeconds: 60))
        try fixture.build(yaml)
        try fixture.append(series, rows: 200..<220, at: days[219])
    }

    private func correct(_ series: BarSeries, row: Int, at now: Instant) throws {
        var bar = series[row]
        bar.close *= 1.02
        bar.adjustedClose = bar.close
        var corrected = BarSeries(symbol: series.symbol, interval: .day)
        corrected.append(bar)
        try fixture.bars.append([corrected], source: "test", at: now)
    }

    /// Times at, before and after each revision.
    var instants: [Instant] {
        let days = series[0].times
        return [days[50], days[119], days[120], days[121], days[159], days[180], days[199], days[218], days[219]]
            .flatMap { day in [-1, 0, 30, 60, 3600, 7200].map { day.advanced(bySeconds: $0) } }
    }

    /// The rows of a symbol computed of nothing but the bars known at an instant.
    func expected(_ yaml: String, _ symbol: Symbol, asOf: Instant) throws -> [[Double]] {
        let set = try StoreFixture.set(yaml)
        let known = try series.map { try fixture.bars.series($0.symbol, .day, asOf: asOf) }.filter { !$0.isEmpty }
        let table = FeatureTable(set, of: known.map { $0.adjusted() })
        guard let place = known.firstIndex(where: { $0.symbol == symbol }) else { return [] }
        return set.definitions.indices.map { Array(table.column($0, ofSeries: place)) }
    }
}

struct StorePointInTimeTests {
    @Test("rows as of a time are those of the bars known then, bit for bit", arguments: ["single", "across"])
    func asOf(kind: String) throws {
        let yaml = kind == "single" ? StoreFixture.single : StoreFixture.across
        let history = try RevisedHistory(yaml)
        let store = history.fixture.features
        let reader = try FeatureHistory(of: store.stored(kind), in: store, .day, bars: history.fixture.bars)
        var wrong: [String] = []
        for instant in history.instants {
            let rows = try reader.rows(of: history.series.map(\.symbol), asOf: instant)
            for own in rows {
                let expected = try history.expected(yaml, own.symbol, asOf: instant)
                let isSame = zip(own.columns, expected).allSatisfy { differences($0, $1).isEmpty }
                if !isSame || own.knownAt.contains(where: { $0 > instant }) { wrong.append("\(own.symbol) \(instant)") }
            }
        }
        #expect(wrong == [])
    }

    @Test("the join gives the newest row known at each time, never a later one", arguments: ["single", "across"])
    func join(kind: String) throws {
        let yaml = kind == "single" ? StoreFixture.single : StoreFixture.across
        let history = try RevisedHistory(yaml)
        let store = history.fixture.features
        let reader = try FeatureHistory(of: store.stored(kind), in: store, .day, bars: history.fixture.bars)
        var wrong: [String] = []
        for symbol in history.series.map(\.symbol) {
            for (instant, row) in zip(history.instants, try reader.newest(of: symbol, at: history.instants)) {
                let known = try history.fixture.bars.series(symbol, .day, asOf: instant)
                let expected = try history.expected(yaml, symbol, asOf: instant).map { $0.last ?? .nan }
                let isSame = row.map { differences($0.values(0), expected).isEmpty } ?? known.isEmpty
                if !isSame || row?.times.first != known.times.last || row?.knownAt.first ?? instant > instant {
                    wrong.append("\(symbol) \(instant)")
                }
            }
        }
        #expect(wrong == [])
    }

    @Test("rows that nothing revised come out of the store, those of a revised history are computed")
    func sources() throws {
        let history = try RevisedHistory(StoreFixture.single)
        let fixture = history.fixture
        try fixture.build(StoreFixture.single)
        // Without its files the store can serve nothing, so what still comes is computed.
        for file in try fixture.stores.folder.names(below: "features/single@1/1d") {
            try fixture.stores.folder.remove("features/single@1/1d/\(file)")
        }
        let store = fixture.features
        let reader = try FeatureHistory(of: store.stored("single"), in: store, .day, bars: fixture.bars)
        let day = history.series[0].times[180]
        #expect(try reader.rows(of: [history.series[0].symbol], asOf: day)[0].count == 181)
        #expect(throws: (any Error).self) { try reader.rows(of: [history.series[2].symbol], asOf: day) }
    }

    @Test("a label counts for training once the bar at its end is known")
    func training() throws {
        let history = try RevisedHistory(StoreFixture.single)
        let store = history.fixture.features
        let reader = try FeatureHistory(of: store.stored("single"), in: store, .day, bars: history.fixture.bars)
        let own = history.series[2]
        let rows = try reader.trainingRows(of: own.symbol, horizonBars: 5, asOf: own.times[100])
        #expect(rows.features.times == Array(own.times[0...95]))
        #expect(rows.labelKnownAt == Array(own.times[5...100]))
        #expect(rows.labels == Array(Labels.logReturns(closes: own.adjusted().close, horizonBars: 5)[0...95]))
        let before = try reader.trainingRows(
            of: own.symbol, horizonBars: 5, asOf: own.times[100].advanced(bySeconds: -1))
        #expect(before.labels.count == 95)
    }

    @Test("knowledge times, and when history was revised, are what the store was told")
    func knownSeries() throws {
        let history = try RevisedHistory(StoreFixture.single)
        let symbols = history.series.map(\.symbol)
        let known = try history.fixture.bars.knownSeries(symbols, .day)
        let days = history.series[0].times
        let late = days[159].advanced(bySeconds: 3600)
        let corrected = days[199].advanced(bySeconds: 60)
        #expect(known.map(\.revisions) == [[late, corrected], [corrected], []])
        #expect(known[0].knowledge[120] == late)
        #expect(known[0].knownThrough[119] == days[119])
        #expect(known[0].knownThrough[120...149].allSatisfy { $0 == late })
        #expect(known[1].knownThrough[198] == days[198])
        #expect(try history.fixture.bars.knownSeries(symbols, .day, asOf: late)[0].revisions == [late])
    }
}
