import Base
import MarketData
import Storage
import TestKit
import Testing

struct StoreTests {
    private let folder: TemporaryFolder
    private let store: BarStore
    private let apple = SampleBars.symbol("AAPL")
    private let now = Instant(seconds: 1_700_000_000)

    init() throws {
        folder = try TemporaryFolder()
        store = try StoreTests.open(folder)
    }

    static func open(_ folder: TemporaryFolder) throws -> BarStore {
        try BarStore(
            directory: folder.file("bars"), database: SQLiteDatabase(path: folder.file("state.db")))
    }

    private func segments() throws -> [String] {
        try Folder.names(in: folder.file("bars")).filter { $0 != "writer.lock" }
    }

    @Test("gives back what was appended, to the bit, after reopening too", arguments: [1, 2, 5000, 70_000])
    func roundTrip(_ count: Int) throws {
        let series = [
            SampleBars.walk(apple, count: count, seed: 1), SampleBars.walk(SampleBars.symbol("B"), count: 3, seed: 2),
        ]
        let report = try store.append(series, source: "test", at: now)
        #expect(report.newRows == count + 3 && report.rows == count + 3)
        let reopened = try StoreTests.open(folder)
        #expect(try reopened.allSeries(.day) == series)
        #expect(try reopened.series(apple, .day) == series[0])
        #expect(try reopened.series(apple, .hour).isEmpty)
    }

    @Test("keeps infinities, NaN volumes and extreme prices as they are")
    func extremes() throws {
        var series = BarSeries(symbol: apple, interval: .day)
        for (index, value) in [1e-308, 1.7e308, -0.0, .infinity, Double.leastNonzeroMagnitude].enumerated() {
            series.append(
                Bar(
                    time: Instant(seconds: Int64(index)), open: value, high: value, low: value, close: value,
                    volume: index == 2 ? .nan : value))
        }
        try store.append([series], source: "test", at: now)
        let read = try store.series(apple, .day)
        #expect(read.open.map(\.bitPattern) == series.open.map(\.bitPattern))
        #expect(read.volume.map(\.isNaN) == series.volume.map(\.isNaN))
        #expect(try store.append([series], source: "test", at: now).unchangedRows == 5)
    }

    @Test("appending twice is appending once")
    func idempotent() throws {
        let series = [SampleBars.walk(apple, count: 900, seed: 1)]
        try store.append(series, source: "test", at: now)
        let files = try segments()
        let report = try store.append(series, source: "test", at: now.advanced(bySeconds: 5))
        #expect(report.unchangedRows == 900 && report.newRows == 0 && report.correctedRows == 0)
        #expect(try segments() == files)
    }

    @Test("shows a correction only to reads as of its knowledge time or later")
    func correction() throws {
        let series = SampleBars.walk(apple, count: 100, seed: 1)
        try store.append([series], source: "first", at: now)
        var bar = series[40]
        bar.close += 1
        var corrected = BarSeries(symbol: apple, interval: .day)
        corrected.append(bar)
        let report = try store.append([corrected], source: "second", at: now)
        #expect(report.correctedRows == 1 && report.newRows == 0)
        #expect(try store.series(apple, .day, asOf: Instant(nanoseconds: now.nanoseconds - 1)) == series)
        let after = try store.series(apple, .day, asOf: now)
        #expect(after[40] == bar && after.count == 100)
        #expect(try store.catalogue().map(\.bars) == [100])
    }

    @Test("knows history when it was published, and a late row only from now on")
    func knowledge() throws {
        let series = SampleBars.walk(apple, count: 100, seed: 1)
        let late = series[50..<51]
        let parts = [series[0..<50], series[51..<100]]
        try store.append([parts[0]], source: "a", at: now, delaySeconds: 900)
        try store.append([parts[1]], source: "a", at: now, delaySeconds: 900)
        try store.append([late], source: "a", at: now, delaySeconds: 900)
        let published = series.times[60].advanced(bySeconds: 900)
        #expect(try store.series(apple, .day, asOf: published).count == 60)
        #expect(try store.series(apple, .day, asOf: series.times[60]).count == 59)
        #expect(try store.series(apple, .day, asOf: now) == series)
        #expect(try store.allSeries(.day, asOf: series.times[0]).isEmpty)
    }

    @Test("a correction stands even where the clock has gone back")
    func clockGoneBack() throws {
        let series = SampleBars.walk(apple, count: 3, seed: 1)
        let other = SampleBars.walk(apple, count: 3, seed: 9)
        try store.append([series], source: "a", at: now)
        try store.append([other], source: "b", at: Instant(seconds: 0))
        #expect(try store.series(apple, .day) == other)
    }

    @Test(
        "agrees with a plain model over random appends, read as of random times",
        arguments: 1...12 as ClosedRange<UInt64>)
    func model(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var model = StoreModel()
        let symbols = ["A", "B", "C"].map(SampleBars.symbol)
        for step in 0..<12 {
            let at = now.advanced(bySeconds: Int64(step))
            var batch: [BarSeries] = []
            for symbol in symbols where generator.uniform() < 0.7 {
                let walk = SampleBars.walk(symbol, count: 60, seed: generator.next() % 3)
                let start = Int(generator.next() % 60)
                batch.append(walk[start..<min(60, start + Int(generator.next() % 30))])
            }
            try store.append(batch, source: "test", at: at)
            for series in batch { model.append(series, at: at) }
        }
        for _ in 0..<20 {
            let symbol = symbols[Int(generator.next() % 3)]
            let spread = generator.uniform() < 0.5 ? 60 * 86_400 : Int64(now.seconds - 1_577_912_400 + 20)
            let asOf = Instant(seconds: 1_577_912_400 + Int64(generator.uniform() * Double(spread)))
            let expected = model.series(symbol, asOf: asOf)
            #expect(try store.series(symbol, .day, asOf: asOf) == expected, "seed \(seed), \(symbol) as of \(asOf)")
            #expect(try store.allSeries(.day, asOf: asOf).first { $0.symbol == symbol } ?? expected == expected)
        }
        let counts = Dictionary(uniqueKeysWithValues: try store.catalogue().map { ($0.symbol, $0.bars) })
        #expect(symbols.allSatisfy { counts[$0] ?? 0 == model.series($0, asOf: .distantFuture).count })
    }

    @Test("fingerprints depend on the rows and on nothing else")
    func fingerprint() throws {
        let series = SampleBars.walk(apple, count: 400, seed: 1)
        try store.append([series], source: "whole", at: now)
        let other = try TemporaryFolder()
        let inParts = try StoreTests.open(other)
        for start in stride(from: 0, to: 400, by: 100) {
            try inParts.append([series[start..<(start + 100)]], source: "part", at: now)
        }
        let print = try store.fingerprint([apple], .day, asOf: now)
        #expect(print.count == 64)
        #expect(try inParts.fingerprint([apple], .day, asOf: now) == print)
        #expect(try store.fingerprint([apple], .day, asOf: series.times[10]) != print)
    }

    @Test("refuses one symbol twice in one append")
    func duplicateSeries() throws {
        let series = SampleBars.walk(apple, count: 4, seed: 1)
        #expect(throws: MarketDataError.duplicateSeries(symbol: apple, interval: .day)) {
            try store.append([series, series], source: "test", at: now)
        }
        #expect(try store.catalogue().isEmpty)
    }

    @Test("stores intervals apart")
    func intervals() throws {
        let daily = SampleBars.walk(apple, count: 10, seed: 1)
        let hourly = SampleBars.walk(apple, count: 20, seed: 2, interval: .hour)
        try store.append([daily, hourly], source: "test", at: now)
        #expect(try store.series(apple, .day) == daily)
        #expect(try store.series(apple, .hour) == hourly)
        #expect(try store.catalogue().map(\.interval) == [.hour, .day])
    }
}

/// What a store should say, kept in the plainest way.
private struct StoreModel {
    private struct Version {
        let bar: Bar
        let knowledge: Instant
    }
    private var versions: [Symbol: [Instant: [Version]]] = [:]

    mutating func append(_ series: BarSeries, at now: Instant) {
        let last = versions[series.symbol]?.keys.max() ?? .distantPast
        for index in 0..<series.count {
            let bar = series[index]
            let known = versions[series.symbol, default: [:]][bar.time, default: []]
            guard known.last?.bar != bar else { continue }
            let knowledge = bar.time > last ? bar.time : now
            versions[series.symbol, default: [:]][bar.time, default: []].append(Version(bar: bar, knowledge: knowledge))
        }
    }

    func series(_ symbol: Symbol, asOf: Instant) -> BarSeries {
        var series = BarSeries(symbol: symbol, interval: .day)
        for (_, history) in (versions[symbol] ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let version = history.last(where: { $0.knowledge <= asOf }) { series.append(version.bar) }
        }
        return series
    }
}
