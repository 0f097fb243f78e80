import Base
import Testing

struct CivilDateTests {
    @Test("goes from days to parts and back, over the 800 years around 1970")
    func roundTrip() {
        let wrong = (-146_097...146_097).filter { days in
            let (year, month, day) = CivilDate(daysSinceEpoch: days).parts
            return CivilDate(year: year, month: month, day: day)?.daysSinceEpoch != days
        }
        #expect(wrong.isEmpty)
    }

    @Test(
        "knows dates whose day number is known",
        arguments: [
            ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2), ("2023-09-20", 19_620, 3),
            ("1900-03-01", -25_508, 4), ("0001-01-01", -719_162, 1),
        ])
    func known(text: String, days: Int, weekday: Int) throws {
        let date = try #require(CivilDate(iso8601: text))
        #expect(date.daysSinceEpoch == days)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
    }

    @Test(
        "refuses what is no date",
        arguments: [
            "2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "2023-4-01", "2023-04-01 ",
            "20230401", "",
            "2023-04-00", "2023-04-01T00:00", "-023-04-01", "２０２３-04-01",
        ])
    func refuses(text: String) {
        #expect(CivilDate(iso8601: text) == nil)
    }

    @Test("has leap years by the Gregorian rule")
    func leapYears() {
        let days = [1900, 2000, 2023, 2024, 2100].map { CivilDate.daysInMonth(year: $0, month: 2) }
        #expect(days == [28, 29, 28, 29, 28])
        let year = (1...12).map { CivilDate.daysInMonth(year: 2023, month: $0) }.reduce(0, +)
        #expect(year == 365)
    }

    @Test("moves by days in both directions and orders by time")
    func moves() throws {
        let date = try #require(CivilDate(iso8601: "2024-02-28"))
        #expect(date.advanced(byDays: 2).description == "2024-03-01")
        #expect(date.advanced(byDays: -59).description == "2023-12-31")
        #expect(date < date.advanced(byDays: 1))
    }
}
