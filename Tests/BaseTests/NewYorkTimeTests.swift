import Base
import FoundationEssentials
import Testing

struct NewYorkTimeTests {
    private struct Golden: Decodable {
        let instants: [Pair]
        let walls: [Wall]

        struct Pair: Decodable {
            let seconds: Int64
            let wall: String
            init(from decoder: any Decoder) throws {
                var row = try decoder.unkeyedContainer()
                seconds = try row.decode(Int64.self)
                wall = try row.decode(String.self)
            }
        }
        struct Wall: Decodable {
            let wall: String
            let seconds: Int64
            init(from decoder: any Decoder) throws {
                var row = try decoder.unkeyedContainer()
                wall = try row.decode(String.self)
                seconds = try row.decode(Int64.self)
            }
        }
    }

    private static func golden() throws -> Golden {
        try JSONDecoder().decode(Golden.self, from: goldenData("new_york_time.json"))
    }

    @Test("shows what zoneinfo shows, around every change since 1967 and between")
    func local() throws {
        let golden = try NewYorkTimeTests.golden()
        let wrong = golden.instants.filter { pair in
            let (date, seconds) = NewYorkTime.local(Instant(seconds: pair.seconds))
            return Instant(date).advanced(bySeconds: Int64(seconds)).iso8601 != pair.wall + "Z"
        }
        #expect(golden.instants.count > 1000)
        #expect(wrong.map(\.wall) == [])
    }

    @Test("reads wall times as zoneinfo does: the first of two, standard time where the clock skips")
    func utc() throws {
        for row in try NewYorkTimeTests.golden().walls {
            let wall = try #require(Instant(iso8601: row.wall))
            let seconds = Int(wall.seconds - Int64(wall.utcDate.daysSinceEpoch) * 86_400)
            #expect(NewYorkTime.utc(wall.utcDate, secondsOfDay: seconds).seconds == row.seconds, "\(row.wall)")
        }
    }

    @Test("goes there and back at any hour that occurs once")
    func roundTrip() {
        var generator = SeededGenerator(seed: 11)
        let wrong = (0..<2000).filter { _ in
            let instant = Instant(seconds: Int64.random(in: -94_694_400..<4_000_000_000, using: &generator))
            let (date, seconds) = NewYorkTime.local(instant)
            let back = NewYorkTime.utc(date, secondsOfDay: seconds)
            return back != instant && back != instant.advanced(bySeconds: -3600)
        }
        #expect(wrong.isEmpty)
    }

    @Test("keeps only whole seconds of the day, before 1970 too")
    func fractions() throws {
        let instant = try #require(Instant(iso8601: "1969-12-31T23:59:59.5Z"))
        let (date, seconds) = NewYorkTime.local(instant)
        #expect(date.description == "1969-12-31" && seconds == 18 * 3600 + 59 * 60 + 59)
    }
}
