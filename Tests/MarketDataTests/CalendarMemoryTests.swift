import Base
import MarketData
import Storage
import TestKit
import Testing

/// The calendar said at an ingest goes with the bars from then on.
struct CalendarMemoryTests {
    @Test("a calendar that was said is kept with the symbol, and used when more bars come")
    func remembered() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file("state.sqlite"))
        let store = try BarStore(directory: folder.file("bars"), database: database)
        let symbol = SampleBars.symbol("ODD")
        let first = try #require(Instant(iso8601: "2024-01-05T00:00:00Z"))
        func bars(_ days: Range<Int64>) -> [RawBars] {
            [
                RawBars(
                    symbol: symbol, interval: .day, times: days.map { first.advanced(bySeconds: $0 * 86_400) },
                    open: days.map { _ in 10 }, high: days.map { _ in 11 }, low: days.map { _ in 9 },
                    close: days.map { _ in 10 }, adjustedClose: days.map { _ in 10 }, volume: days.map { _ in 5 })
            ]
        }
        let now = try #require(Instant(iso8601: "2024-02-01T00:00:00Z"))
        _ = try Ingest(store: store, calendar: .crypto).run(bars(0..<9), source: "test", at: now)
        #expect(try store.series(symbol, .day).calendar.name == "crypto")
        #expect(try store.allSeries(.day).first?[2..<5].adjusted().calendarName == "crypto")
        // Saturdays and Sundays are sessions of the calendar that was said, so nothing is found.
        let later = try Ingest(store: store).run(bars(9..<18), source: "test", at: now)
        let offCalendar = later.findings.filter { [.missingSession, .offSession].contains($0.rule) }
        #expect(offCalendar.isEmpty, "\(offCalendar)")
    }

    @Test("coins against currencies trade always", arguments: ["BTCUSD", "ETHBTC", "SOLEUR", "BTC-USD", "ETHUSDT"])
    func coins(name: String) { #expect(TradingCalendar.inferred(for: SampleBars.symbol(name)).name == "crypto") }
}
