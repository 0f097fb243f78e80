import Base
import Features
import MarketData
import Streaming
import TestKit
import Testing

/// Live features of many symbols, and their memory from one start to the next.
struct LiveUniverseTests {
    private static let series = Result {
        try BarImporter().read(path: "\(TestPlaces.repository)/Sample/stocks_daily.csv.gz")
            .map { QualityCheck(for: $0.symbol).examine($0).clean[0..<400] }
    }

    private static func set(_ features: [String]) throws -> FeatureSet {
        let lines = features.enumerated().map { "  - {name: f\($0), expression: \"\($1)\"}" }
        return try FeatureSet.parse(
            yaml: "name: live\nversion: 1\nfeatures:\n" + lines.joined(separator: "\n"), source: "live.yaml")
    }

    private static let own = ["close / sma(close, 20) - 1", "rsi(close, 14)", "(close / lag(close, 1))@1w"]
    private static let across = ["rank(close / lag(close, 5) - 1)", "sma(cross_zscore(rsi(close, 14)), 3)"]

    private func bits(_ universe: LiveUniverse) -> [Symbol: [UInt64]] {
        universe.states.mapValues { ($0.row + [$0.volatility, $0.seasonal(horizonBars: 5)]).map(\.bitPattern) }
    }

    @Test("what is seen live across symbols is the row of the training table to the bit")
    func sameAsPanel() throws {
        let set = try Self.set(Self.across)
        let series = try Self.series.get()
        let panel = try Panel.build(series: series, featureSet: set, horizons: [1])
        var universe = LiveUniverse(set, after: series.map { $0[0..<100] })
        var rows = 0
        for index in 100..<400 {
            universe.update(series.map { SymbolBar(symbol: $0.symbol, bar: $0[index]) })
            for (symbol, state) in universe.states {
                let own = panel.rows(of: symbol)
                guard let row = own.times.firstIndex(of: try #require(state.lastBar).time) else { continue }
                #expect(Array(own.featureRow(row)).map(\.bitPattern) == state.row.map(\.bitPattern))
                rows += 1
            }
        }
        #expect(rows == 300 * series.count)
        let past = LiveUniverse.features(of: series[0].symbol, set, after: series.map { $0[0..<250] })
        let expected = LiveUniverse(set, after: series.map { $0[0..<250] }).states[series[0].symbol]
        #expect(past?.row.map(\.bitPattern) == expected?.row.map(\.bitPattern))
        #expect(past?.isWarm == true && expected?.isWarm == true)
    }

    @Test("a memory gives the bits of a replay, and is used", arguments: [true, false])
    func memory(isOfOneSymbol: Bool) throws {
        let set = try Self.set(isOfOneSymbol ? Self.own : Self.across)
        let series = try Self.series.get()
        let folder = try TemporaryFolder()
        let memory = FeatureMemory(folder: folder.path)
        let early = series.map { $0[0..<300] }
        try memory.keep(LiveUniverse(set, after: early), set, after: early)
        let restored = LiveUniverse(set, after: series, memory: memory)
        #expect(bits(restored) == bits(LiveUniverse(set, after: series)))
        #expect(memory.barsKept(set, series) == Dictionary(uniqueKeysWithValues: series.map { ($0.symbol, 300) }))
    }

    @Test("a memory of other bars, another build, another set or a damaged file is passed over")
    func passedOver() throws {
        let set = try Self.set(Self.own)
        let series = try Self.series.get()
        let folder = try TemporaryFolder()
        let memory = FeatureMemory(folder: folder.path)
        let early = series.map { $0[0..<300] }
        try memory.keep(LiveUniverse(set, after: early), set, after: early)
        #expect(memory.barsKept(try Self.set(Self.own + ["close"]), series).isEmpty)
        var corrected = series
        corrected[0] = BarSeries(symbol: series[0].symbol, interval: series[0].interval)
        for index in 0..<400 {
            var bar = series[0][index]
            if index == 7 { bar.close *= 1.01 }
            corrected[0].append(bar)
        }
        #expect(memory.barsKept(set, corrected).keys.contains(series[0].symbol) == false)
        #expect(memory.barsKept(set, corrected).count == series.count - 1)
        #expect(bits(LiveUniverse(set, after: corrected, memory: memory)) == bits(LiveUniverse(set, after: corrected)))
        let file = "\(folder.path)/\(set.hash).state"
        let kept = try FileSurgery.bytes(file)
        try FileSurgery.write(Snapshot(of: "live features \(set.hash)", kept, build: "other").encoded, to: file)
        #expect(memory.barsKept(set, series).isEmpty)
        try FileSurgery.write(kept, to: file)
        #expect(memory.barsKept(set, series).count == series.count)
        try FileSurgery.damage(file, at: 2000, as: file)
        #expect(memory.barsKept(set, series).isEmpty)
        #expect(bits(LiveUniverse(set, after: series, memory: memory)) == bits(LiveUniverse(set, after: series)))
    }

    @Test("what is kept of one set takes the place of what was kept of another")
    func otherSets() throws {
        let series = try Self.series.get().map { $0[0..<50] }
        let folder = try TemporaryFolder()
        let memory = FeatureMemory(folder: folder.path)
        let (old, new) = (try Self.set(Self.own), try Self.set(Self.across))
        for set in [old, new] { try memory.keep(LiveUniverse(set, after: series), set, after: series) }
        #expect(try folder.names() == ["\(new.hash).state"])
    }

    @Test("across symbols, a bar that came late makes the memory useless, and it is passed over")
    func lateBar() throws {
        let set = try Self.set(Self.across)
        let series = try Self.series.get()
        let folder = try TemporaryFolder()
        let memory = FeatureMemory(folder: folder.path)
        let early = series.enumerated().map { $1[0..<($0 == 0 ? 299 : 300)] }
        try memory.keep(LiveUniverse(set, after: early), set, after: early)
        let late = series.map { $0[0..<300] }
        #expect(memory.barsKept(set, late).isEmpty)
        #expect(bits(LiveUniverse(set, after: late, memory: memory)) == bits(LiveUniverse(set, after: late)))
    }
}
