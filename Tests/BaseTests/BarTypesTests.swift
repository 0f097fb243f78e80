import Base
import FoundationEssentials
import Testing

struct BarIntervalTests {
    @Test(
        "reads and writes intervals in their largest unit",
        arguments: [
            ("1m", "1m"), ("60m", "1h"), ("24h", "1d"), ("7d", "1w"), ("90s", "90s"), ("36h", "36h"), ("2w", "2w"),
        ])
    func reads(text: String, expected: String) {
        #expect(BarInterval(text)?.description == expected)
    }

    @Test(
        "refuses what is no interval",
        arguments: ["", "m", "0m", "-1h", "1.5h", "1M", "1 h", "h1", "100001d", "99999999999999999999s", "1mo"])
    func refuses(text: String) {
        #expect(BarInterval(text) == nil)
    }

    @Test("orders by length and knows what is intraday")
    func orders() {
        #expect(BarInterval.minute < .hour && BarInterval.hour < .day && BarInterval.day < .week)
        #expect(BarInterval.hour.isIntraday && !BarInterval.day.isIntraday)
    }

    @Test("refuses a length that is not positive")
    func refusesNothing() async {
        await #expect(processExitsWith: .failure) { _ = BarInterval(seconds: 0) }
    }
}

struct SymbolTests {
    @Test(
        "keeps names in upper case",
        arguments: ["AAPL", "brk.b", "^gspc", "EURUSD=X", "btc-usd", "A_1", "NYSE:IBM", "EUR/USD"])
    func keeps(text: String) {
        #expect(Symbol(text)?.name == text.uppercased())
    }

    @Test(
        "refuses names with other characters, empty or too long",
        arguments: [
            "", " ", "AA PL", "AAPL\n", "ÄÖ", "ß", "A;DROP", "../x*", "a\u{0}", String(repeating: "A", count: 33),
        ])
    func refuses(text: String) {
        #expect(Symbol(text) == nil)
    }

    @Test("codes as its name and refuses a bad one")
    func codes() throws {
        let symbol = try #require(Symbol("brk-b"))
        let data = try JSONEncoder().encode([symbol])
        #expect(String(decoding: data, as: UTF8.self) == #"["BRK-B"]"#)
        #expect(try JSONDecoder().decode([Symbol].self, from: data) == [symbol])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Symbol].self, from: Data(#"["a b"]"#.utf8)) }
    }

    @Test("sorts by name")
    func sorts() {
        let symbols = ["MSFT", "AAPL", "A"].compactMap { Symbol($0) }
        #expect(symbols.sorted().map(\.name) == ["A", "AAPL", "MSFT"])
    }
}

struct BarSeriesTests {
    private static func series(_ closes: [Double], adjusted: [Double]? = nil) throws -> BarSeries {
        var series = BarSeries(symbol: try #require(Symbol("TEST")), interval: .day)
        for (index, close) in closes.enumerated() {
            series.append(
                Bar(
                    time: Instant(seconds: Int64(index) * 86_400), open: close, high: close + 1, low: close - 1,
                    close: close,
                    adjustedClose: adjusted?[index], volume: 100))
        }
        return series
    }

    @Test("gives back the bars it was given, one by one, in ranges and up to a time")
    func bars() throws {
        let series = try BarSeriesTests.series([10, 11, 12, 13])
        #expect(series.count == 4 && !series.isEmpty && series[2].close == 12 && series[2].high == 13)
        #expect(series[1..<3].close == [11, 12])
        #expect(series.upTo(Instant(seconds: 86_400)).close == [10, 11])
        #expect(series.upTo(Instant(seconds: 86_399)).close == [10])
        #expect(series.upTo(Instant(seconds: -1)).isEmpty)
        #expect(series.upTo(.distantFuture) == series)
    }

    @Test(
        "finds the first bar not before a time",
        arguments: [(-1, 0), (0, 0), (1, 1), (86_400, 1), (259_200, 3), (259_201, 4)])
    func firstIndex(seconds: Int64, expected: Int) throws {
        #expect(
            try BarSeriesTests.series([10, 11, 12, 13]).firstIndex(notBefore: Instant(seconds: seconds)) == expected)
    }

    @Test("adjusts open, high and low by the factor of the close")
    func adjusts() throws {
        let adjusted = try BarSeriesTests.series([10, 12], adjusted: [5, 12]).adjusted()
        #expect(adjusted[0].open == 5 && adjusted[0].high == 5.5 && adjusted[0].low == 4.5 && adjusted[0].close == 5)
        #expect(adjusted[1].high == 13 && adjusted[0].volume == 100)
        #expect(adjusted.adjusted() == adjusted)
    }

    @Test("a bar without an adjusted close is its own adjustment")
    func adjustedDefault() {
        let bar = Bar(time: Instant(seconds: 0), open: 1, high: 2, low: 1, close: 2, volume: 3)
        #expect(bar.adjustedClose == 2)
    }

    @Test("refuses a bar that is not after the last")
    func refusesOrder() async {
        await #expect(processExitsWith: .failure) {
            guard let symbol = Symbol("TEST") else { return }
            var series = BarSeries(symbol: symbol, interval: .day)
            let bar = Bar(time: Instant(seconds: 0), open: 1, high: 1, low: 1, close: 1, volume: 0)
            series.append(bar)
            series.append(bar)
        }
    }

    @Test("refuses columns of different lengths")
    func refusesLengths() async {
        await #expect(processExitsWith: .failure) {
            guard let symbol = Symbol("TEST") else { return }
            _ = BarSeries(
                symbol: symbol, interval: .day, times: [Instant(seconds: 0)], open: [1], high: [1], low: [1], close: [],
                adjustedClose: [1], volume: [1])
        }
    }

    @Test("refuses times that do not increase")
    func refusesTimes() async {
        await #expect(processExitsWith: .failure) {
            guard let symbol = Symbol("TEST") else { return }
            let two = [1.0, 1.0]
            _ = BarSeries(
                symbol: symbol, interval: .day, times: [Instant(seconds: 1), Instant(seconds: 1)], open: two, high: two,
                low: two, close: two, adjustedClose: two, volume: two)
        }
    }
}
