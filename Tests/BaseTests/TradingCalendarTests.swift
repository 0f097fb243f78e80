import Base
import FoundationEssentials
import Testing

struct TradingCalendarTests {
    private struct Golden: Decodable {
        struct Year: Decodable {
            let sessions: Int
            let closedWeekdays: [String]
            enum CodingKeys: String, CodingKey {
                case sessions
                case closedWeekdays = "closed_weekdays"
            }
        }
        let years: [String: Year]
        let earlyCloses: [String: String]
        let closesUTC: [String: String]
        let weekendSessions: [String]
        enum CodingKeys: String, CodingKey {
            case years
            case earlyCloses = "early_closes"
            case closesUTC = "closes_utc"
            case weekendSessions = "weekend_sessions"
        }
    }

    private static func golden() throws -> Golden {
        try JSONDecoder().decode(Golden.self, from: goldenData("nyse_sessions.json"))
    }

    private static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(iso8601: text)) }

    private static func instant(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

    @Test("NYSE opens on exactly the days exchange_calendars lists, 1970 to 2035")
    func nyseSessions() throws {
        let golden = try TradingCalendarTests.golden()
        var wrong: [String] = []
        for (year, expected) in golden.years {
            let first = try TradingCalendarTests.date("\(year)-01-01")
            let last = try TradingCalendarTests.date("\(year)-12-31")
            let sessions = TradingCalendar.nyse.sessions(from: first, through: last)
            let open = Set(sessions)
            let closed = (first.daysSinceEpoch...last.daysSinceEpoch).map { CivilDate(daysSinceEpoch: $0) }
                .filter { $0.weekday <= 5 && !open.contains($0) }
                .map { String($0.description.dropFirst(5)) }
            if closed != expected.closedWeekdays || sessions.count != expected.sessions { wrong.append(year) }
        }
        #expect(golden.years.count == 66 && golden.weekendSessions.isEmpty)
        #expect(wrong == [])
    }

    @Test("NYSE closes early on exactly the days exchange_calendars lists, at the same hour")
    func nyseEarlyCloses() throws {
        let first = try TradingCalendarTests.date("1970-01-01")
        let last = try TradingCalendarTests.date("2035-12-31")
        var early: [String: String] = [:]
        for session in TradingCalendar.nyse.schedule(from: first, through: last) {
            let seconds = NewYorkTime.local(session.close).secondsOfDay
            if seconds != 16 * 3600 { early[session.date.description] = "\(seconds / 3600):00" }
        }
        let expected = try TradingCalendarTests.golden().earlyCloses
        #expect(early == expected)
    }

    @Test("closes are those of exchange_calendars in UTC")
    func nyseCloses() throws {
        let expected = try TradingCalendarTests.golden().closesUTC
        let found = try Dictionary(
            uniqueKeysWithValues: expected.keys.map {
                ($0, TradingCalendar.nyse.close(of: try TradingCalendarTests.date($0)).iso8601)
            })
        #expect(found == expected)
    }

    @Test(
        "knows the days NYSE did not open for other reasons than a holiday",
        arguments: [
            "2004-06-11", "2007-01-02", "2018-12-05", "2025-01-09", "2001-09-11", "2001-09-14", "1994-04-27",
            "2012-10-29",
            "2012-10-30",
        ])
    func extraordinaryClosures(text: String) throws {
        #expect(try !TradingCalendar.nyse.isSession(TradingCalendarTests.date(text)))
    }

    @Test("a day without a session still has the hours it would have had")
    func usualHours() throws {
        let saturday = try TradingCalendarTests.date("2023-09-23")
        #expect(TradingCalendar.nyse.session(of: saturday) == nil)
        #expect(TradingCalendar.nyse.close(of: saturday).iso8601 == "2023-09-23T20:00:00Z")
        #expect(TradingCalendar.nyse.open(of: saturday).iso8601 == "2023-09-23T13:30:00Z")
    }

    @Test(
        "is open from the open up to the close, which is shut",
        arguments: [
            ("nyse", "2023-11-24T14:30:00Z", true), ("nyse", "2023-11-24T14:29:59.999999999Z", false),
            ("nyse", "2023-11-24T17:59:59Z", true), ("nyse", "2023-11-24T18:00:00Z", false),
            ("nyse", "2023-11-23T15:00:00Z", false), ("nyse", "2023-11-25T15:00:00Z", false),
            ("crypto", "2023-11-25T00:00:00Z", true), ("crypto", "2023-11-25T23:59:59Z", true),
            ("forex", "2023-11-24T21:59:59Z", true), ("forex", "2023-11-24T22:00:00Z", false),
            ("forex", "2023-11-26T21:59:59Z", false), ("forex", "2023-11-26T22:00:00Z", true),
            ("forex", "2023-07-02T21:00:00Z", true), ("forex", "2023-07-02T20:59:59Z", false),
            ("forex", "2023-07-04T21:00:00Z", true),
        ])
    func isOpen(name: String, text: String, expected: Bool) throws {
        let calendar = try #require(TradingCalendar(named: name))
        #expect(calendar.isOpen(at: try TradingCalendarTests.instant(text)) == expected)
    }

    @Test("crypto has a session every day from midnight to midnight, forex five a week from 17:00 to 17:00")
    func roundTheClock() throws {
        let first = try TradingCalendarTests.date("2024-02-26")
        let last = try TradingCalendarTests.date("2024-03-17")
        #expect(TradingCalendar.crypto.sessions(from: first, through: last).count == 21)
        #expect(TradingCalendar.crypto.close(of: first).iso8601 == "2024-02-27T00:00:00Z")
        let forex = TradingCalendar.forex.schedule(from: first, through: last)
        #expect(forex.count == 15)
        #expect(zip(forex, forex.dropFirst()).allSatisfy { $0.close == $1.open || $1.date.weekday == 1 })
        #expect(forex.last?.close.iso8601 == "2024-03-15T21:00:00Z")
        #expect(forex.first?.open.iso8601 == "2024-02-25T22:00:00Z")
    }

    @Test("a bar that closes at a session's close belongs to that session's date, in every calendar")
    func sessionDates() throws {
        let first = try TradingCalendarTests.date("2022-12-20")
        let last = try TradingCalendarTests.date("2024-01-10")
        for calendar in [TradingCalendar.nyse, .crypto, .forex] {
            let wrong = calendar.schedule(from: first, through: last).filter {
                calendar.sessionDate(closingAt: $0.close) != $0.date
                    || calendar.sessionDate(closingAt: Instant(nanoseconds: $0.open.nanoseconds + 1)) != $0.date
            }
            #expect(wrong.isEmpty, "\(calendar)")
        }
    }

    @Test("counts sessions over holidays and weekends, inside the table and past its end")
    func sessionsAfter() throws {
        let eve = try TradingCalendarTests.date("2023-12-22")
        #expect(TradingCalendar.nyse.session(1, after: eve).description == "2023-12-26")
        #expect(TradingCalendar.nyse.session(5, after: eve).description == "2024-01-02")
        let saturday = try TradingCalendarTests.date("2023-12-23")
        #expect(TradingCalendar.nyse.session(1, after: saturday).description == "2023-12-26")
        let end = try TradingCalendarTests.date("2069-12-30")
        #expect(TradingCalendar.crypto.session(3, after: end).description == "2070-01-02")
        #expect(TradingCalendar.nyse.session(3, after: end).description == "2070-01-03")
    }

    @Test("works by the same rules outside the years of its table")
    func outsideTheTable() throws {
        let monday = try TradingCalendarTests.date("2075-07-01")
        #expect(monday.weekday == 1 && TradingCalendar.nyse.isSession(monday))
        #expect(try !TradingCalendar.nyse.isSession(TradingCalendarTests.date("2075-12-25")))
        let week = try TradingCalendar.nyse.sessions(
            from: TradingCalendarTests.date("1969-12-24"), through: TradingCalendarTests.date("1970-01-05"))
        #expect(week.count == 7)
        #expect(TradingCalendar.nyse.sessions(from: monday, through: monday.advanced(byDays: -1)).isEmpty)
    }

    @Test("refuses a count of sessions that is not positive")
    func refusesNoSessions() async {
        await #expect(processExitsWith: .failure) {
            _ = TradingCalendar.nyse.session(0, after: CivilDate(daysSinceEpoch: 0))
        }
    }

    @Test(
        "infers the calendar from the name",
        arguments: [
            ("AAPL", "nyse"), ("BRK.B", "nyse"), ("BRK-B", "nyse"), ("^GSPC", "nyse"), ("ES=F", "nyse"),
            ("GOOGLE", "nyse"),
            ("BTC-USD", "crypto"), ("ETH-USDT", "crypto"), ("ETH/BTC", "crypto"), ("BTCUSDT", "crypto"),
            ("USDT", "nyse"),
            ("EURUSD", "forex"), ("EURUSD=X", "forex"), ("EUR/USD", "forex"), ("JPY=X", "forex"),
            ("EURUSD-4H", "forex"),
            ("GBP-USD", "forex"), ("-", "nyse"),
        ])
    func infers(name: String, expected: String) throws {
        #expect(TradingCalendar.inferred(for: try #require(Symbol(name))).name == expected)
    }
}
