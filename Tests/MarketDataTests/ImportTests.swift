import Base
import MarketData
import Storage
import TestKit
import Testing

struct ImportTests {
    private let folder: TemporaryFolder
    private let importer = BarImporter()

    init() throws { folder = try TemporaryFolder() }

    private func read(
        _ text: String, name: String = "aapl.csv", _ options: ImportOptions = ImportOptions()
    ) throws -> [RawBars] {
        try importer.read(path: folder.write(text, to: name), options: options)
    }

    private func times(_ bars: [RawBars]) -> [String] { bars[0].times.map(\.iso8601) }

    @Test("gives daily rows the close of their session, early closes and daylight saving included")
    func dailyCloses() throws {
        let bars = try read(
            """
            Date,Open,High,Low,Close,Adj Close,Volume
            2023-07-03,1,2,0.5,1.5,1.4,100
            2023-07-05,1,2,0.5,1.5,1.4,100
            2023-12-20,1,2,0.5,1.5,1.4,100
            """)
        #expect(times(bars) == ["2023-07-03T17:00:00Z", "2023-07-05T20:00:00Z", "2023-12-20T21:00:00Z"])
        #expect(bars[0].symbol.name == "AAPL" && bars[0].interval == .day)
        #expect(bars[0].adjustedClose == [1.4, 1.4, 1.4])
    }

    @Test(
        "finds the columns by the names that sources use",
        arguments: [
            "symbol,ts,open,high,low,close,adj_close,volume", "Ticker,Date,Open,High,Low,Close,Adj Close,Volume",
            "Name,datetime,O,H,L,C,AdjClose,V", "SYM,trade_date,1. open,2. high,3. low,4. close,adjusted,5. volume",
            "Instrument,TIMESTAMP,Open Price,High Price,Low Price,Close/Last,Adj. Close,Vol",
        ])
    func columnNames(_ header: String) throws {
        let bars = try read("\(header)\nMSFT,2023-09-20,1,4,0.5,2,1.9,7\n")
        #expect(bars.count == 1 && bars[0].symbol.name == "MSFT")
        let expected = Bar(
            time: Instant(iso8601: "2023-09-20T20:00:00Z") ?? .distantPast, open: 1, high: 4, low: 0.5, close: 2,
            adjustedClose: 1.9, volume: 7)
        #expect(bars[0][0] == expected)
    }

    @Test("takes columns by the names given")
    func mapping() throws {
        let mapping = try #require(ColumnMapping("time=when,close=mid"))
        let bars = try read(
            "when,open,high,low,mid,close\n2023-09-20,1,4,0.5,2,3\n", ImportOptions(mapping: mapping))
        #expect(bars[0].close == [2])
        #expect(bars[0].adjustedClose == [2] && bars[0].volume == [0])
        #expect(ColumnMapping("when=x") == nil && ColumnMapping("time") == nil)
    }

    @Test("says which column is missing and which there are")
    func missingColumn() throws {
        let path = folder.file("aapl.csv")
        #expect(
            throws: MarketDataError.missingColumn(path: path, need: "high", present: ["date", "open", "low", "close"])
        ) { try read("date,open,low,close\n2023-09-20,1,2,3\n") }
        let options = ImportOptions(mapping: ColumnMapping([.volume: "lots"]))
        #expect(throws: MarketDataError.self) { try read("date,open,high,low,close\n2023-09-20,1,2,3,4\n", options) }
    }

    @Test("moves intraday starts to closes, but not past the session's close")
    func intradayStarts() throws {
        let text =
            "ts,open,high,low,close\n2023-09-20 13:30,1,2,1,2\n2023-09-20 14:30,1,2,1,2\n2023-09-20 19:30,1,2,1,2\n"
        #expect(
            times(try read(text)) == ["2023-09-20T14:30:00Z", "2023-09-20T15:30:00Z", "2023-09-20T20:00:00Z"])
        let closes = try read(text, ImportOptions(timesAreCloses: true))
        #expect(times(closes) == ["2023-09-20T13:30:00Z", "2023-09-20T14:30:00Z", "2023-09-20T19:30:00Z"])
        #expect(closes[0].interval == .hour)
        let coins = try read(text, name: "BTC-USD.csv")
        #expect(times(coins) == ["2023-09-20T14:30:00Z", "2023-09-20T15:30:00Z", "2023-09-20T20:30:00Z"])
    }

    @Test("reads times without a zone by the clock given, through daylight saving")
    func newYork() throws {
        let options = ImportOptions(timeZone: .newYork)
        let text =
            "time,open,high,low,close\n2023-03-10 10:00,1,2,1,2\n2023-03-10 11:00,1,2,1,2\n2023-03-13 10:00,1,2,1,2\n"
        #expect(
            times(try read(text, options)) == ["2023-03-10T16:00:00Z", "2023-03-10T17:00:00Z", "2023-03-13T15:00:00Z"])
    }

    @Test(
        "reads dates however they are written",
        arguments: [
            ["2023-09-20", "2023-09-21"], ["9/20/2023", "9/21/2023"], ["20/9/2023", "21/9/2023"],
            ["20.09.2023", "21.09.2023"], ["20230920", "20230921"], ["2023/09/20", "2023/09/21"],
            ["2023-09-20 00:00:00", "2023-09-21 00:00:00"],
            ["2023-09-20 00:00:00-04:00", "2023-09-21 00:00:00-04:00"], ["1695168000", "1695254400"],
            ["1695168000000", "1695254400000"], ["1695216600", "1695303000"],
            ["2023-09-20T13:30:00Z", "2023-09-21T13:30:00Z"],
        ])
    func dateTexts(_ texts: [String]) throws {
        let bars = try read("date,open,high,low,close\n" + texts.map { "\($0),1,2,1,2\n" }.joined())
        #expect(times(bars) == ["2023-09-20T20:00:00Z", "2023-09-21T20:00:00Z"])
        #expect(bars[0].interval == .day)
    }

    @Test(
        "reads times however they are written",
        arguments: [
            ["20230920 133000", "20230920 133500"], ["9/20/2023 1:30 PM", "9/20/2023 1:35 PM"],
            ["2023-09-20T09:30:00-04:00", "2023-09-20T09:35:00-04:00"],
            ["2023-09-20 13:30:00.000 UTC", "2023-09-20 13:35:00.000 UTC"],
            ["1695216600000000", "1695216900000000"], ["1695216600000000000", "1695216900000000000"],
        ])
    func timeTexts(_ texts: [String]) throws {
        let bars = try read("date,open,high,low,close\n" + texts.map { "\($0),1,2,1,2\n" }.joined())
        #expect(times(bars) == ["2023-09-20T13:35:00Z", "2023-09-20T13:40:00Z"])
        #expect(bars[0].interval == BarInterval("5m"))
    }

    @Test("names file, row, column and text of what it cannot read")
    func badCells() throws {
        let rows = "date,open,high,low,close\n2023-09-20,1,2,1,2\n"
        let cases = [
            ("2023-09-21,1,abc,1,2", ["abc", "high", "3"]), ("never,1,2,1,2", ["never", "date", "row 3"]),
            (",1,2,1,2", ["nothing", "date", "row 3"]), ("2023-02-30,1,2,1,2", ["2023-02-30", "row 3"]),
            ("9999-01-01,1,2,1,2", ["1700 to 2249", "row 3"]), ("2023-09-21,1,2", ["3"]),
        ]
        for (row, words) in cases {
            let error = #expect(throws: (any Error).self) { try read(rows + row + "\n") }
            let text = error.map { "\($0)" } ?? ""
            #expect((words + [folder.file("aapl.csv")]).allSatisfy { text.contains($0) }, "\(text)")
        }
    }

    @Test("keeps rows as they are: unsorted, double, missing cells NaN")
    func untouched() throws {
        let bars = try read("date,open,high,low,close\n2023-09-21,1,2,1,2\n2023-09-20,,2,NaN,2\n2023-09-20,1,2,1,2\n")
        #expect(times(bars) == ["2023-09-21T20:00:00Z", "2023-09-20T20:00:00Z", "2023-09-20T20:00:00Z"])
        #expect(bars[0].open[1].isNaN && bars[0].low[1].isNaN && bars[0].high[1] == 2)
    }

    @Test("parts rows by symbol, whether they come together or mixed", arguments: [true, false])
    func symbols(_ together: Bool) throws {
        var rows: [(String, Int)] = []
        for day in 1...9 { for name in ["msft", "TRUE", "NA", "600519"] { rows.append((name, day)) } }
        if together { rows.sort { $0.0 < $1.0 } }
        let text = rows.map { "\($0.0),2023-09-0\($0.1),\($0.1),99,0,5\n" }.joined()
        let bars = try read("symbol,date,open,high,low,close\n" + text)
        #expect(bars.map(\.symbol.name) == ["600519", "MSFT", "NA", "TRUE"])
        #expect(bars.allSatisfy { $0.open == (1...9).map(Double.init) })
    }

    @Test("takes the symbol from the option, else the file's name, else asks for it")
    func fileSymbol() throws {
        let text = "date,open,high,low,close\n2023-09-20,1,2,1,2\n"
        #expect(try read(text, name: "brk-b.csv")[0].symbol.name == "BRK-B")
        #expect(try read(text, name: "x.csv", ImportOptions(symbol: Symbol("IBM")))[0].symbol.name == "IBM")
        #expect(throws: MarketDataError.noSymbol(path: folder.file("my data (1).csv"))) {
            try read(text, name: "my data (1).csv")
        }
    }

    @Test("refuses times that are no bars, or bars of no interval it knows, and an empty file")
    func unclear() throws {
        let head = "ts,open,high,low,close\n"
        #expect(throws: MarketDataError.self) {
            try read(head + "2023-09-20 13:30:00.1,1,2,1,2\n2023-09-20 13:30:00.3,1,2,1,2\n")
        }
        #expect(throws: MarketDataError.self) { try read(head + "2023-09-20 13:30,1,2,1,2\n") }
        #expect(throws: MarketDataError.self) { try read(head + "2023-01-31,1,2,1,2\n2023-02-28,1,2,1,2\n") }
        #expect(throws: MarketDataError.noRows(path: folder.file("aapl.csv"))) { try read(head) }
    }

    @Test("reads Parquet of every kind of column alike")
    func parquet() throws {
        let day = Int32(19_620)
        let stamps = [Int64(1_695_216_600), 1_695_220_200].map { $0 * 1_000_000_000 }
        let prices = ["open", "high", "low", "close"].map { Column($0, int64s: [3, 3]) }
        let tables: [ColumnTable] = [
            ColumnTable([Column("date", days: [day, day + 1])] + prices),
            ColumnTable([Column("ts", timestamps: stamps), Column("symbol", int64s: [7203, 7203])] + prices),
        ]
        for (index, table) in tables.enumerated() { try ParquetFile.write(table, to: folder.file("T\(index)")) }
        let daily = try importer.read(path: folder.file("T0"))
        #expect(times(daily) == ["2023-09-20T20:00:00Z", "2023-09-21T20:00:00Z"])
        #expect(daily[0].symbol.name == "T0" && daily[0].close == [3, 3])
        let hourly = try importer.read(path: folder.file("T1"))
        #expect(times(hourly) == ["2023-09-20T14:30:00Z", "2023-09-20T15:30:00Z"])
        #expect(hourly[0].symbol.name == "7203")
    }

    @Test("survives any bytes: an error, never a trap", arguments: 1...60 as ClosedRange<UInt64>)
    func garbage(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var text = "symbol,date,open,high,low,close,volume\n"
        let cells = [
            "", "A", "-1", "1e400", "2023-09-20", "99999999", "\"", "NaN", "-9223372036854775808", "é", "1,1", "\n",
        ]
        for _ in 0..<(generator.next() % 40) {
            text += cells[Int(generator.next() % 12)] + (generator.next() % 6 == 0 ? "\n" : ",")
        }
        if let bars = try? read(text) { #expect(!bars.isEmpty, "seed \(seed)") }
        let numbers = (0..<7).map { column in
            Column(
                ["symbol", "date", "open", "high", "low", "close", "volume"][column],
                int64s: (0..<5).map { _ in Int64(bitPattern: generator.next() >> (generator.next() % 64)) })
        }
        try ParquetFile.write(ColumnTable(numbers), to: folder.file("x.parquet"))
        if let bars = try? importer.read(path: folder.file("x.parquet")) { #expect(!bars.isEmpty, "seed \(seed)") }
    }
}
