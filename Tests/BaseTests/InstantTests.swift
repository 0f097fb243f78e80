import Base
import FoundationEssentials
import Testing

struct InstantTests {
    @Test(
        "reads the forms of ISO 8601 it promises",
        arguments: [
            ("2023-09-20", "2023-09-20T00:00:00Z"), ("2023-09-20T20:00", "2023-09-20T20:00:00Z"),
            ("2023-09-20T20:00:00.5Z", "2023-09-20T20:00:00.5Z"),
            ("2023-09-20 20:00:01+02:00", "2023-09-20T18:00:01Z"), ("2023-09-20t20:00z", "2023-09-20T20:00:00Z"),
            ("2023-09-20T20:00-0530", "2023-09-21T01:30:00Z"),
            ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),
            ("2023-09-20T20:00:00.1234567899Z", "2023-09-20T20:00:00.123456789Z"),
            ("1678-01-01", "1678-01-01T00:00:00Z"), ("2262-04-11", "2262-04-11T00:00:00Z"),
        ])
    func reads(text: String, expected: String) {
        #expect(Instant(iso8601: text)?.iso8601 == expected)
    }

    @Test(
        "refuses everything else",
        arguments: [
            "", "2023", "2023-09-20T", "2023-09-20T24:00", "2023-09-20T20:60", "2023-09-20T20:00:60Z", "2023-09-20T20",
            "2023-09-20T20:00:00.Z", "2023-09-20T20:00Zulu", "2023-09-20T20:00+1", "2023-09-20T20:00+24:00",
            "1600-01-01", "2300-01-01", "2023-02-30T10:00", "2023-09-20X20:00", " 2023-09-20",
        ])
    func refuses(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test("writes and reads any instant back to the nanosecond")
    func roundTrip() {
        var generator = SeededGenerator(seed: 3)
        let wrong = (0..<5000).filter { _ in
            let instant = Instant(
                nanoseconds: Int64.random(in: -9_200_000_000_000_000_000...9_200_000_000_000_000_000, using: &generator)
            )
            return Instant(iso8601: instant.iso8601) != instant
        }
        #expect(wrong.isEmpty)
    }

    @Test("rounds seconds and dates down, before the epoch too")
    func roundsDown() {
        #expect(Instant(nanoseconds: -1).seconds == -1)
        #expect(Instant(nanoseconds: -1_000_000_000).seconds == -1)
        #expect(Instant(nanoseconds: -1).utcDate.description == "1969-12-31")
        #expect(Instant(nanoseconds: 999_999_999).seconds == 0)
        #expect(Instant(seconds: 5).advanced(bySeconds: -7) == Instant(seconds: -2))
    }

    @Test("orders the ends of time around everything")
    func ends() {
        #expect(Instant.distantPast < Instant(seconds: 0) && Instant(seconds: 0) < .distantFuture)
        #expect(Instant.distantFuture.iso8601 == "2262-04-11T23:47:16.854775807Z")
        #expect(Instant.distantPast.iso8601 == "1677-09-21T00:12:43.145224192Z")
    }

    @Test("stops at the ends of its range instead of overflowing")
    func saturates() throws {
        let old = try #require(CivilDate(iso8601: "0023-09-20"))
        #expect(Instant(old) == .distantPast && Instant(seconds: .max) == .distantFuture)
        #expect(Instant.distantFuture.advanced(bySeconds: 1) == .distantFuture)
        #expect(Instant.distantPast.advanced(bySeconds: -1) == .distantPast)
        #expect(TradingCalendar.nyse.close(of: old) == .distantPast)
        #expect(!TradingCalendar.nyse.isOpen(at: .distantFuture) && TradingCalendar.forex.isOpen(at: .distantPast))
    }

    @Test("codes as its text, and says what it expected of another")
    func codes() throws {
        let instant = try #require(Instant(iso8601: "2023-09-20T20:00:00Z"))
        let data = try JSONEncoder().encode([instant])
        #expect(String(decoding: data, as: UTF8.self) == #"["2023-09-20T20:00:00Z"]"#)
        #expect(try JSONDecoder().decode([Instant].self, from: data) == [instant])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Instant].self, from: Data(#"["soon"]"#.utf8)) }
    }
}
