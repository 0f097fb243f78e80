import Base
import FoundationEssentials
import MarketData
import TestKit
import Testing

/// The faults known to be in real data are found there, and little else; counts come from pandas.
@Suite(.enabled(if: TestPlaces.hasRealData, "MARTLET_TEST_DATA is not set"))
struct QualityRealDataTests {
    private struct Golden: Decodable {
        struct Volume: Decodable {
            let rows: Int
            let runs: Int
        }
        struct Stocks: Decodable {
            let rows: Int
            let symbols: Int
            let badRows: [String]
            let missingDays: [String: Int]
            let zeroVolume: Volume
            let stale: Volume
            enum CodingKeys: String, CodingKey {
                case rows, symbols, stale
                case badRows = "bad_rows"
                case missingDays = "missing_days"
                case zeroVolume = "zero_volume"
            }
        }
        struct Gap: Decodable {
            let gaps: Int
            let hours: Int
        }
        struct Crypto: Decodable {
            let gaps: [String: Gap]
        }
        struct Forex: Decodable {
            let weekendBars: [String: Int]
            enum CodingKeys: String, CodingKey { case weekendBars = "weekend_bars" }
        }
        let long: Stocks
        let short: Stocks
        let crypto: Crypto
        let forex: Forex
        enum CodingKeys: String, CodingKey {
            case crypto, forex
            case long = "sp500_daily_2000_2022"
            case short = "sp500_5yr_2013_2018"
        }
    }

    private static func golden() throws -> Golden {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
        return try JSONDecoder().decode(
            Golden.self, from: Data(contentsOf: folder.appending(path: "real_data_faults.json")))
    }

    private static func bars(_ findings: [QualityFinding]) -> Int { findings.reduce(0) { $0 + $1.count } }

    /// What contradicts itself, as `SYMBOL date`, which is how the golden names it.
    private static func badRows(_ findings: [QualityFinding]) -> [String] {
        findings.filter { [.highBelowLow, .openCloseOutsideRange].contains($0.rule) }
            .map { "\($0.symbol) \($0.time.utcDate)" }.sorted()
    }

    @Test("S&P 500 from 2000 to 2022: the rows pandas finds, and hardly a true price besides")
    func longStocks() throws {
        let expected = try QualityRealDataTests.golden().long
        let all = try RealBars.read("stocks/sp500_daily_2000_2022.parquet", stamp: .session)
        let results = all.map { $0.examined() }
        let findings = results.flatMap(\.findings)
        func of(_ rule: QualityRule) -> [QualityFinding] { findings.filter { $0.rule == rule } }
        #expect(all.count == expected.symbols && all.reduce(0) { $0 + $1.count } == expected.rows)
        #expect(QualityRealDataTests.badRows(findings) == expected.badRows)
        #expect(results.reduce(0) { $0 + $1.quarantinedRows.count } == expected.badRows.count)
        #expect(of(.zeroVolume).count == expected.zeroVolume.runs)
        #expect(QualityRealDataTests.bars(of(.zeroVolume)) == expected.zeroVolume.rows)
        #expect(of(.staleRun).count == expected.stale.runs)
        #expect(QualityRealDataTests.bars(of(.staleRun)) == expected.stale.rows)
        #expect(of(.missingSession).isEmpty && of(.offSession).isEmpty && expected.missingDays.isEmpty)
        // True moves of 2.6 million: two that look like splits, ten like spikes, and some forty great jumps.
        #expect(of(.unadjustedSplit).count <= 2 && of(.spikeReverts).count <= 10)
        #expect(of(.priceJump).count <= 42 && of(.priceJump).count { $0.severity == .warning } <= 21)
    }

    @Test("S&P 500 from 2013 to 2018: missing cells and days, contradictions, the jumps of LNT and NI")
    func shortStocks() throws {
        let expected = try QualityRealDataTests.golden().short
        let all = try RealBars.read("stocks/sp500_5yr_2013_2018.parquet", stamp: .session)
        let findings = all.flatMap { $0.examined().findings }
        func of(_ rule: QualityRule) -> [QualityFinding] { findings.filter { $0.rule == rule } }
        #expect(all.count == expected.symbols && all.reduce(0) { $0 + $1.count } == expected.rows)
        #expect(QualityRealDataTests.badRows(findings) == expected.badRows)
        // 27 cells in 11 rows: open 11, high 8, low 8.
        #expect(of(.missingValue).count == 11 && of(.missingValue).reduce(0) { $0 + $1.value } == 27)
        let missing = Dictionary(grouping: of(.missingSession), by: \.symbol.name)
            .mapValues { QualityRealDataTests.bars($0) }
        #expect(missing == expected.missingDays)
        // The doubling of LNT on 2016-05-20 is the way back from the close of the day before, half of the true one.
        #expect(findings.contains { $0.symbol.name == "LNT" && $0.time.utcDate.description == "2016-05-19" })
        #expect(of(.priceJump).contains { $0.symbol.name == "NI" && $0.time.utcDate.description == "2015-07-02" })
        #expect(of(.unadjustedSplit).map(\.symbol.name).sorted() == ["DISCA", "DISCK"])
    }

    @Test("crypto: every outage of the exchange, and the three empty hours of each coin")
    func crypto() throws {
        let expected = try QualityRealDataTests.golden().crypto.gaps
        for bars in try RealBars.read("crypto/crypto_hourly_2018_2024.parquet", stamp: .hourUTC) {
            let result = bars.examined()
            let gap = try #require(expected[bars.symbol.name])
            #expect(result.of(.missingSession).count == gap.gaps)
            #expect(QualityRealDataTests.bars(result.of(.missingSession)) == gap.hours)
            #expect(result.of(.zeroVolume).map(\.count) == [1, 1, 1] && result.of(.offSession).isEmpty)
            #expect(result.count(of: .error) == 0)
        }
    }

    @Test("forex: no volume in one source, a broker's time in the other")
    func forex() throws {
        let expected = try QualityRealDataTests.golden().forex.weekendBars
        let all = try RealBars.read("forex/forex_hourly_2007_2022.parquet", stamp: .hourUTC)
        for bars in all where bars.symbol.name != "EURUSD-4H" {
            let result = bars.examined()
            #expect(QualityRealDataTests.bars(result.of(.offSession)) == expected[bars.symbol.name], "\(bars.symbol)")
            let volume = result.of(.zeroVolume)
            #expect(volume.map(\.severity) == (bars.symbol.name == "EURUSD" ? [.info] : []), "\(bars.symbol)")
        }
    }

    @Test("raw hours of AAPL: its four splits and no other, the crash of 2000 among none of them")
    func splits() throws {
        let all = try RealBars.read("stocks/aapl_spy_hourly_raw_1998_2021.parquet", stamp: .hourNewYork)
        let splits = all.flatMap { $0.examined().of(.unadjustedSplit) }
        #expect(
            splits.map { "\($0.symbol) \($0.time.utcDate) \(Int($0.value))" } == [
                "AAPL 2000-06-21 2", "AAPL 2005-02-28 2", "AAPL 2014-06-09 7", "AAPL 2020-08-31 4",
            ])
        let jumps = all.flatMap { $0.examined().of(.priceJump) }
        #expect(jumps.contains { $0.time.utcDate.description == "2000-09-29" && $0.severity == .info })
    }

    @Test("a fault put at random into real bars is found where it was put", arguments: 1...60)
    func injected(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var bars = try #require(try QualityRealDataTests.calm.get())
        let row = Int.random(in: 300..<(bars.count - 300), using: &generator)
        let time = bars.times[row]
        let rule: QualityRule
        switch seed % 6 {
        case 0: (rule, bars.close[row]) = (.missingValue, .nan)
        case 1: (rule, bars.low[row]) = (.openCloseOutsideRange, bars.high[row])
        case 2:
            rule = .spikeReverts
            bars.scalePrices(in: row..<(row + 1), by: generator.uniform() < 0.5 ? 4 : 0.2)
        case 3:
            rule = .unadjustedSplit
            bars.scalePrices(in: 0..<row, by: 2)
        case 4:
            rule = .missingSession
            bars.remove(row)
        default:
            rule = .duplicate
            var copy = bars[row]
            copy.volume += 1
            bars.append(copy)
        }
        let found = bars.examined().findings.filter { $0.rule == rule && $0.time == time }
        #expect(found.count == 1, "seed \(seed): \(rule) at \(time)")
    }

    /// Johnson & Johnson, calm and without a finding of its own; read once.
    private static let calm = Result<RawBars?, any Error> {
        try RealBars.read("stocks/sp500_daily_2000_2022.parquet", stamp: .session).first { $0.symbol.name == "JNJ" }
    }
}
