import Base
import MarketData
import Testing

struct QualityCalendarTests {
    private static func index(of date: String, in bars: RawBars) throws -> Int {
        let day = try #require(CivilDate(iso8601: date))
        return try #require(bars.times.firstIndex(of: TradingCalendar.nyse.close(of: day)))
    }

    @Test(
        "takes holidays, early closes and one-off closures as they are",
        arguments: ["2001-08-01", "2012-10-01", "2018-11-01"])
    func holidays(start: String) throws {
        #expect(try QualityBars.daily(120, from: start).examined().findings.isEmpty)
    }

    @Test("reports a run of missing sessions as one, over a weekend too")
    func missing() throws {
        var bars = try QualityBars.daily()
        let friday = try QualityCalendarTests.index(of: "2022-06-17", in: bars)
        // Thursday, Friday and, Monday being Juneteenth, Tuesday.
        for row in [friday + 1, friday, friday - 1] { bars.remove(row) }
        let single = try QualityCalendarTests.index(of: "2022-08-10", in: bars)
        bars.remove(single)
        let found = bars.examined()
        let gaps = found.of(.missingSession)
        #expect(found.rules == ["missing-session"] && gaps.map(\.count) == [3, 1] && gaps.map(\.value) == [3, 1])
        #expect(gaps.first?.time.iso8601 == "2022-06-16T20:00:00Z")
        #expect(gaps.first?.lastTime?.iso8601 == "2022-06-21T20:00:00Z")
        #expect(gaps.last?.lastTime == nil && gaps.allSatisfy { $0.severity == .warning && $0.row == nil })
    }

    @Test("expects nothing before the first bar or after the last")
    func edges() throws {
        var bars = try QualityBars.daily()
        bars.remove(249)
        bars.remove(0)
        #expect(bars.examined().findings.isEmpty)
    }

    @Test("does not call a quarantined row missing as well")
    func quarantinedIsNotMissing() throws {
        var bars = try QualityBars.daily()
        bars.open[100] = .nan
        #expect(bars.examined().rules == ["missing-value"])
    }

    @Test("reports a bar on a holiday or a weekend, and two bars in one session")
    func offSession() throws {
        var bars = try QualityBars.daily()
        let friday = try QualityCalendarTests.index(of: "2022-07-01", in: bars)
        var saturday = bars[friday]
        saturday.time = try RawBars.instant("2022-07-02T20:00:00Z")
        var holiday = bars[friday]
        holiday.time = try RawBars.instant("2022-07-04T20:00:00Z")
        var noon = bars[friday]
        noon.time = try RawBars.instant("2022-08-10T16:00:00Z")
        bars = bars.rows(Array(0..<250))
        for bar in [saturday, holiday, noon] { bars.append(bar) }
        let found = bars.examined().of(.offSession)
        #expect(
            found.map(\.count) == [2, 1] && found.first?.time == saturday.time && found.first?.lastTime == holiday.time)
        #expect(found.last?.time.iso8601 == "2022-08-10T20:00:00Z")
        #expect(found.first?.row == 250)
    }

    @Test("a daily bar stamped at another hour of its day still counts for that day")
    func otherHour() throws {
        var bars = try QualityBars.daily()
        bars.times = bars.times.map { $0.advanced(bySeconds: -1800) }
        #expect(bars.examined().findings.isEmpty)
    }

    @Test("crypto trades around the clock: every missing hour counts")
    func crypto() throws {
        var bars = try QualityBars.hourly("BTC-USDT", from: "2023-03-10T01:00:00Z", count: 24 * 20)
        #expect(bars.examined().findings.isEmpty)
        for row in [100, 99, 98] { bars.remove(row) }
        let found = bars.examined()
        #expect(found.rules == ["missing-session"])
        #expect(found.findings.map(\.count) == [3])
        #expect(found.findings.first?.time.iso8601 == "2023-03-14T03:00:00Z")
    }

    @Test("forex rests from Friday to Sunday, 17:00 in New York, through a change of the clocks")
    func forex() throws {
        func inWeek(_ end: Instant) -> Bool { TradingCalendar.forex.isOpen(at: end.advanced(bySeconds: -1)) }
        let bars = try QualityBars.hourly("EURUSD", from: "2023-03-06T10:00:00Z", count: 24 * 30, where: inWeek)
        #expect(bars.examined().findings.isEmpty)
        // The same bars in a broker's time, two hours on: two hours outside each Friday, two missing each Sunday.
        var broker = bars
        broker.times = broker.times.map { $0.advanced(bySeconds: 7200) }
        let found = broker.examined()
        #expect(found.rules == ["missing-session", "off-session"])
        #expect(found.of(.offSession).map(\.count) == [2, 2, 2, 2])
        #expect(found.of(.missingSession).map(\.count) == [2, 2, 2, 2])
    }

    @Test("knows the bars of a session whether its grid starts on the hour or at the open", arguments: [0, 1800])
    func sessionGrid(shift: Int64) throws {
        // A bar is there when it covers any part of a session: seven a day, fewer on the early close of 3 July.
        func covers(_ end: Instant) -> Bool {
            (0..<60).contains { TradingCalendar.nyse.isOpen(at: end.advanced(bySeconds: Int64($0 - 60) * 60)) }
        }
        let start = shift == 0 ? "2023-06-26T12:00:00Z" : "2023-06-26T12:30:00Z"
        var bars = try QualityBars.hourly("SPY", from: start, count: 24 * 14, where: covers)
        #expect(bars.count == (shift == 0 ? 9 * 7 - 3 : 9 * 7 - 3))
        #expect(bars.examined().findings.isEmpty)
        bars.remove(10)
        #expect(bars.examined().of(.missingSession).map(\.count) == [1])
    }

    @Test("accepts a last bar cut short at the close")
    func cutShort() throws {
        func covers(_ end: Instant) -> Bool { TradingCalendar.nyse.isOpen(at: end.advanced(bySeconds: -3600)) }
        var bars = try QualityBars.hourly("SPY", from: "2023-06-05T14:30:00Z", count: 24 * 5, where: covers)
        bars.times = bars.times.map { time in
            let close = TradingCalendar.nyse.close(of: TradingCalendar.nyse.sessionDate(closingAt: time))
            return min(time, close)
        }
        #expect(bars.count == 35 && bars.examined().findings.isEmpty)
    }

    @Test("reports a whole missing day within the day as one run, and bars before the open as outside")
    func missingDay() throws {
        func covers(_ end: Instant) -> Bool { TradingCalendar.nyse.isOpen(at: end.advanced(bySeconds: -1)) }
        let all = try QualityBars.hourly("SPY", from: "2023-06-05T14:00:00Z", count: 24 * 5, where: covers)
        var bars = all.rows((0..<all.count).filter { !(7..<14).contains($0) })
        #expect(bars.examined().findings.map(\.count) == [7])
        var early = bars[0]
        early.time = try RawBars.instant("2023-06-07T12:00:00Z")
        bars.append(early)
        #expect(bars.examined().of(.offSession).map(\.time) == [early.time])
    }

    @Test("does not compare weekly bars with sessions")
    func weekly() throws {
        var bars = try QualityBars.daily()
        bars = bars.rows(stride(from: 0, to: 250, by: 5).map { $0 })
        bars.interval = .week
        #expect(bars.examined().findings.isEmpty)
    }

    @Test("survives times at the ends of the range")
    func extremes() throws {
        var bars = try QualityBars.daily(3)
        bars.times[0] = .distantPast
        bars.times[2] = .distantFuture
        let result = bars.examined()
        #expect(result.clean.count == 3 && !result.of(.missingSession).isEmpty)
    }
}
