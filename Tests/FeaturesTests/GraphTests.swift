import Base
import Features
import Foundation
import Testing

/// What pandas makes of places across symbols and of longer bars.
private struct GraphGoldens: Decodable {
    struct Line: Decodable {
        let times: [String]
        let close: [Double]
    }
    struct Hours: Decodable {
        let times: [String]
        let open: [Double]
        let high: [Double]
        let low: [Double]
        let close: [Double]
        let volume: [Double]
    }
    let sectors: [String: String]
    let universe: [String: Line]
    let across: [String: [String: [Double?]]]
    let hours: Hours
    let longer: [String: [Double?]]

    static let shared: Result<GraphGoldens, any Error> = Result {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Goldens/graph.json"))
        return try JSONDecoder().decode(GraphGoldens.self, from: data)
    }

    func series() throws -> [BarSeries] {
        try universe.sorted { $0.key < $1.key }.map { name, line in
            BarSeries(
                symbol: try #require(Symbol(name)), interval: .day, times: try times(line.times), open: line.close,
                high: line.close, low: line.close, close: line.close, adjustedClose: line.close,
                volume: line.close.map { _ in 1 })
        }
    }

    func hourly() throws -> BarSeries {
        BarSeries(
            symbol: try #require(Symbol("BTC-USD")), interval: .hour, times: try times(hours.times), open: hours.open,
            high: hours.high, low: hours.low, close: hours.close, adjustedClose: hours.close, volume: hours.volume)
    }

    private func times(_ texts: [String]) throws -> [Instant] { try texts.map { try #require(Instant(iso8601: $0)) } }
}

@Suite struct GraphTests {
    private func set(_ expressions: [String], lookingAhead: Bool = false) throws -> FeatureSet {
        let sectors = try GraphGoldens.shared.get().sectors.map { "\($0): \($1)" }.joined(separator: ", ")
        let features = expressions.enumerated().map { "  - {name: f\($0), expression: \"\($1)\"}" }
        let yaml =
            "name: graph\nversion: 1\ngroups: {sector: {\(sectors)}}\nfeatures:\n" + features.joined(separator: "\n")
        return try FeatureSet.parse(yaml: yaml, source: "graph.yaml", allowsLookAhead: lookingAhead)
    }

    private func error(_ was: [Double], _ expected: [Double?]) -> Double {
        zip(was, expected).map { value, golden in
            guard let golden else { return value.isNaN ? 0 : .infinity }
            return value.isNaN ? .infinity : (value - golden).magnitude
        }.max() ?? .infinity
    }

    private func sameBits(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
    }

    @Test("places across symbols are those of pandas")
    func across() throws {
        let goldens = try GraphGoldens.shared.get()
        let texts = goldens.across.keys.sorted()
        let series = try goldens.series()
        let table = FeatureTable(try set(texts), of: series)
        for (feature, text) in texts.enumerated() {
            for (place, own) in series.enumerated() {
                let expected = try #require(goldens.across[text]?[own.symbol.description])
                #expect(
                    error(Array(table.column(feature, ofSeries: place)), expected) < 1e-12, "\(text) of \(own.symbol)")
            }
        }
    }

    @Test("longer bars are those of pandas, each seen when it is finished and not before")
    func longer() throws {
        let goldens = try GraphGoldens.shared.get()
        let texts = goldens.longer.keys.sorted()
        let columns = try set(texts).columns(of: try goldens.hourly())
        for (feature, text) in texts.enumerated() {
            #expect(error(columns[feature], try #require(goldens.longer[text])) < 1e-12, "\(text)")
        }
    }

    @Test("a universe fed time by time gives the bits of the batch, and goes on from a snapshot with the same bits")
    func universeStream() throws {
        let goldens = try GraphGoldens.shared.get()
        let set = try set(goldens.across.keys.sorted())
        let series = try goldens.series()
        let table = FeatureTable(set, of: series)
        var pipeline = set.makePipeline(of: series.map(\.symbol))
        var seen = [Int](repeating: 0, count: series.count)
        for (step, time) in Set(series.flatMap(\.times)).sorted().enumerated() {
            if step == 23 {
                var other = set.makePipeline(of: series.map(\.symbol))
                let isRestored = other.restore(pipeline.snapshot)
                #expect(isRestored)
                pipeline = other
            }
            var bars: [Symbol: Bar] = [:]
            for own in series { bars[own.symbol] = own.times.firstIndex(of: time).map { own[$0] } }
            let rows = pipeline.update(bars)
            for (place, own) in series.enumerated() where bars[own.symbol] != nil {
                let expected = set.definitions.indices.map { Array(table.column($0, ofSeries: place))[seen[place]] }
                #expect(sameBits(try #require(rows[own.symbol]), expected), "\(own.symbol) at \(time)")
                seen[place] += 1
            }
            #expect(rows.count == bars.count)
        }
    }

    @Test("longer bars fed one by one give the bits of the batch, and do not move when later bars are cut")
    func longerStream() throws {
        let goldens = try GraphGoldens.shared.get()
        let set = try set(goldens.longer.keys.sorted())
        let bars = try goldens.hourly()
        let whole = set.columns(of: bars)
        var pipeline = set.makePipeline(calendar: .crypto)
        let rows = (0..<bars.count).map { row in
            if row == 100 {
                var other = set.makePipeline(calendar: .crypto)
                _ = other.restore(pipeline.snapshot)
                pipeline = other
            }
            return pipeline.update(bars[row])
        }
        for feature in set.definitions.indices { #expect(sameBits(rows.map { $0[feature] }, whole[feature])) }
        for cut in stride(from: 1, to: bars.count, by: 29) {
            let part = set.columns(of: bars[0..<cut])
            #expect(zip(part, whole).allSatisfy { sameBits($0, Array($1[..<cut])) }, "cut at \(cut)")
        }
    }

    @Test("a lead is the value of the later bar, is refused among features, and has no live pipeline")
    func lead() throws {
        let series = try GraphGoldens.shared.get().series()
        let set = try set(["lead(close, 2)", "lead(close, 1) / close - 1"], lookingAhead: true)
        #expect(set.looksAhead && !set.isOfOneSymbol)
        let table = FeatureTable(set, of: series)
        for (place, own) in series.enumerated() {
            let later = Array(own.close.dropFirst(2)) + [.nan, .nan]
            #expect(sameBits(Array(table.column(0, ofSeries: place)), later))
        }
        let error = #expect(throws: FeatureError.self) { _ = try self.set(["lead(close, 2)"]) }
        #expect(error?.description.contains("'lead' needs later bars, which no feature may see") == true)
    }

    @Test("four series side by side give the bits of each alone, whatever their lengths")
    func lanes() throws {
        let set = try SampleBars.core()
        let all = try [900, 899, 500, 31, 500, 1, 0, 640, 900].enumerated().map { index, count in
            try SampleBars.series("S\(index)", scale: 1 + Double(index), rows: 0..<count).adjusted()
        }
        let table = FeatureTable(set, of: all)
        for (place, own) in all.enumerated() {
            let alone = set.columns(of: own)
            #expect(alone.indices.allSatisfy { sameBits(alone[$0], Array(table.column($0, ofSeries: place))) })
        }
    }

    @Test("a week that is finished stays as it was when a bar comes that the calendar does not expect")
    func unexpectedSession() throws {
        // Friday 4 July 2025 is no session of the NYSE, but one elsewhere: the week is finished on Thursday.
        let monday = try #require(CivilDate(iso8601: "2025-06-30"))
        let days = (0..<12).map { monday.advanced(byDays: $0) }.filter { $0.weekday <= 5 }
        var bars = BarSeries(symbol: try #require(Symbol("SAP.DE")), interval: .day)
        for (index, day) in days.enumerated() {
            let close = Double(100 + index)
            bars.append(
                Bar(
                    time: TradingCalendar.nyse.close(of: day), open: close, high: close, low: close, close: close,
                    volume: 1000))
        }
        let columns = try set(["volume@1w", "close@1w", "lag(close, 1)@1w"]).columns(of: bars)
        let missing = Double.nan
        #expect(sameBits(columns[0], [missing, missing, missing, 4000, 4000, 4000, 4000, 4000, 4000, 5000]))
        #expect(sameBits(columns[1], [missing, missing, missing, 103, 103, 103, 103, 103, 103, 109]))
        #expect(columns[2].last == 103)
    }

    @Test("bars that cannot be gathered into longer ones are refused")
    func badFrames() throws {
        let daily = try set(["close@1d"])
        #expect(throws: FeatureError.self) { try daily.check(.day) }
        #expect(throws: Never.self) { try daily.check(.hour) }
        let odd = try set(["close@7h"])
        #expect(throws: FeatureError.self) { try odd.check(.hour) }
    }

    @Test("a grouping that is not there is refused with those that are")
    func unknownGrouping() throws {
        let error = #expect(throws: FeatureError.self) { _ = try set(["rank(close, by=industry)"]) }
        #expect(error?.description.contains("'industry' is no grouping; allowed: sector") == true)
    }
}
