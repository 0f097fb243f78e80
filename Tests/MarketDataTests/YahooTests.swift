import Base
import MarketData
import Synchronization
import TestKit
import Testing

struct YahooTests {
    private let apple = SampleBars.symbol("AAPL")
    private let from = CivilDate(daysSinceEpoch: 18_262)
    private let to = CivilDate(daysSinceEpoch: 18_270)

    /// One of the answers kept beside this file; see Fixtures/README.md.
    private static func fixture(_ name: String) throws -> [UInt8] {
        try FileSurgery.bytes("\(TestPlaces.repository)/Tests/MarketDataTests/Fixtures/\(name)")
    }

    private func provider(
        _ server: LocalHTTPServer, now: Instant = Instant(seconds: 1_800_000_000), waits: Waits = Waits(),
        attempts: Int = 4, seed: UInt64 = 1
    ) -> YahooProvider {
        let retry = RetryPolicy(attempts: attempts, seed: seed) { seconds in waits.add(seconds) }
        return YahooProvider(
            baseURL: server.url, transport: CurlTransport(timeoutMilliseconds: 5000, bodyBytesMax: 1 << 20),
            retry: retry, now: { now })
    }

    /// Has a server give one answer to all requests, and asks it for daily bars.
    private func ask(_ response: LocalHTTPResponse, _ symbol: Symbol? = nil) throws -> RawBars {
        let server = try LocalHTTPServer { _, _ in response }
        defer { server.stop() }
        return try provider(server).bars(symbol ?? apple, .day, from: from, to: to)
    }

    @Test("turns opens into closes and null cells into NaN, and keeps adjusted closes")
    func daily() throws {
        let bars = try ask(LocalHTTPResponse(200, body: Self.fixture("daily.json")))
        #expect(
            bars.times.map(\.iso8601) == [
                "2020-07-02T20:00:00Z", "2020-07-06T20:00:00Z", "2020-11-27T18:00:00Z", "2020-11-30T21:00:00Z",
            ])
        #expect(bars.close.map { $0.isNaN } == [false, true, false, false])
        #expect(bars.adjustedClose[0] == 9.5 && bars.adjustedClose[1].isNaN)
        #expect(bars.close[0] == 10 && bars.volume[3] == 400 && bars.interval == .day)
    }

    @Test("asks for the right address, the symbol escaped and both dates included")
    func address() throws {
        let body = try Self.fixture("forex.json")
        let server = try LocalHTTPServer { _, _ in LocalHTTPResponse(200, body: body) }
        defer { server.stop() }
        _ = try provider(server).bars(SampleBars.symbol("EURUSD=X"), .day, from: from, to: to)
        let expected = "/v8/finance/chart/EURUSD%3DX?period1=1577836800&period2=1578614400&interval=1d"
        #expect(server.requests == ["\(expected)&events=div%7Csplit&includePrePost=false"])
    }

    @Test("gives a forex day the date of its midnight in London, in summer too")
    func forex() throws {
        let bars = try ask(LocalHTTPResponse(200, body: Self.fixture("forex.json")), SampleBars.symbol("EURUSD=X"))
        #expect(bars.times.map(\.iso8601) == ["2020-01-02T22:00:00Z", "2020-07-01T21:00:00Z"])
    }

    @Test("moves intraday starts to closes, but not past the session's close")
    func intraday() throws {
        let body = try Self.fixture("hourly.json")
        let server = try LocalHTTPServer { _, _ in LocalHTTPResponse(200, body: body) }
        defer { server.stop() }
        let bars = try provider(server).bars(apple, .hour, from: from, to: to)
        #expect(bars.times.map(\.iso8601) == ["2020-01-02T15:30:00Z", "2020-01-02T16:30:00Z", "2020-01-02T21:00:00Z"])
        #expect(bars.adjustedClose == bars.close)
    }

    @Test("leaves out a session that has not closed")
    func unfinished() throws {
        let body = try Self.fixture("daily.json")
        let server = try LocalHTTPServer { _, _ in LocalHTTPResponse(200, body: body) }
        defer { server.stop() }
        let close = try #require(Instant(iso8601: "2020-11-30T21:00:00Z"))
        let before = close.advanced(bySeconds: -1)
        #expect(try provider(server, now: before).bars(apple, .day, from: from, to: to).count == 3)
        #expect(try provider(server, now: close).bars(apple, .day, from: from, to: to).count == 4)
    }

    @Test("tells an empty answer, an unknown symbol and a refusal apart")
    func outcomes() throws {
        let empty = YahooError.empty(symbol: apple, from: from, to: to)
        #expect(throws: empty) { try ask(LocalHTTPResponse(200, body: Self.fixture("empty.json"))) }
        #expect(throws: empty) { try ask(LocalHTTPResponse(400, body: Self.fixture("before-first-trade.json"))) }
        let detail = "No data found, symbol may be delisted"
        #expect(throws: YahooError.unknownSymbol(apple, detail: detail)) {
            try ask(LocalHTTPResponse(404, body: Self.fixture("unknown.json")))
        }
        #expect(throws: YahooError.unknownSymbol(apple, detail: "status 404")) {
            try ask(LocalHTTPResponse(404, "<html>"))
        }
        let refusal = YahooError.refused(symbol: apple, status: 422, detail: "1m data not available for these dates")
        #expect(throws: refusal) { try ask(LocalHTTPResponse(422, body: Self.fixture("refused.json"))) }
        #expect(throws: YahooError.refused(symbol: apple, status: 401, detail: "the answer has no reason in it")) {
            try ask(LocalHTTPResponse(401, "Unauthorized"))
        }
    }

    @Test(
        "says where a malformed answer is not as it should be",
        arguments: [
            ("<html>consent</html>", "the body"), ("", "the body"), ("{}", "the body"), ("[1]", "the body"),
            (#"{"chart":{"result":null,"error":null}}"#, "chart.result"),
            (
                #"{"chart":{"result":[{"timestamp":[1,"x"],"indicators":{"quote":[{}]}}]}}"#,
                "chart.result[0].timestamp[1]"
            ),
            (#"{"chart":{"result":[{"timestamp":[1],"indicators":{}}]}}"#, "chart.result[0].indicators.quote"),
            (
                #"{"chart":{"result":[{"timestamp":[1],"indicators":{"quote":[{"close":[1,2]}]}}]}}"#,
                "chart.result[0].indicators.quote[0].close"
            ),
            (
                #"{"chart":{"result":[{"indicators":{"quote":[{"close":[1],"open":[1],"high":[1],"low":[1]}]}}]}}"#,
                "chart.result[0].timestamp"
            ),
            (
                #"{"chart":{"result":[{"timestamp":[9223372036854775807],"indicators":{"quote":[{}]}}]}}"#,
                "chart.result[0].timestamp[0]"
            ),
            (
                #"{"chart":{"result":[{"timestamp":[1e30],"indicators":{"quote":[{}]}}]}}"#,
                "chart.result[0].timestamp[0]"
            ),
        ])
    func malformed(_ body: String, _ place: String) throws {
        let error = #expect(throws: YahooError.self) { try ask(LocalHTTPResponse(200, body)) }
        guard case .malformed(apple, let was, _) = error else {
            Issue.record("expected a malformed answer, was \(String(describing: error))")
            return
        }
        #expect(was == place)
    }

    @Test("waits as long as a 429 asks, and then has the bars")
    func retryAfter() throws {
        let body = try Self.fixture("daily.json")
        let server = try LocalHTTPServer { _, count in
            count < 2
                ? LocalHTTPResponse(
                    429, headers: ["Retry-After: \(count == 0 ? "7" : "Fri, 15 Jan 2027 08:00:20 GMT")"],
                    "Too Many Requests")
                : LocalHTTPResponse(200, body: body)
        }
        defer { server.stop() }
        let waits = Waits()
        #expect(try provider(server, waits: waits).bars(apple, .day, from: from, to: to).count == 4)
        #expect(waits.all == [7, 20])
    }

    @Test("gives up on 429 after the last attempt, or at once when asked to wait too long")
    func rateLimited() throws {
        for (header, attempts, expected) in [([], 4, nil), (["retry-after: 3600"], 1, 3600.0)]
            as [([String], Int, Double?)]
        {
            let server = try LocalHTTPServer { _, _ in LocalHTTPResponse(429, headers: header, "Too Many Requests") }
            defer { server.stop() }
            #expect(throws: YahooError.rateLimited(symbol: apple, retryAfterSeconds: expected)) {
                try provider(server).bars(apple, .day, from: from, to: to)
            }
            #expect(server.requests.count == attempts)
        }
    }

    @Test("backs off with doubling waits, fixed by the seed, on 5xx and on broken connections")
    func backOff() throws {
        let body = try Self.fixture("daily.json")
        func waits(seed: UInt64) throws -> [Double] {
            let server = try LocalHTTPServer { _, count in
                switch count {
                case 0: LocalHTTPResponse(503, "down")
                case 1: LocalHTTPResponse(200, body: Array(body.prefix(100)), breaksOff: true)
                case 2: LocalHTTPResponse(500, "oops")
                default: LocalHTTPResponse(200, body: body)
                }
            }
            defer { server.stop() }
            let waits = Waits()
            #expect(try provider(server, waits: waits, seed: seed).bars(apple, .day, from: from, to: to).count == 4)
            return waits.all
        }
        let first = try waits(seed: 1)
        #expect(zip(first, [1.0, 2, 4]).allSatisfy { $0 <= $1 && $0 >= $1 / 2 } && first.count == 3)
        #expect(try waits(seed: 1) == first)
        #expect(try waits(seed: 2) != first)
    }

    @Test("reports a server that is down, one that keeps failing and one that says too much")
    func lasting() throws {
        let server = try LocalHTTPServer { _, _ in LocalHTTPResponse(502, "") }
        #expect(throws: YahooError.server(symbol: apple, status: 502)) {
            try provider(server).bars(apple, .day, from: from, to: to)
        }
        server.stop()
        let gone = #expect(throws: YahooError.self) { try provider(server).bars(apple, .day, from: from, to: to) }
        #expect("\(gone.map { "\($0)" } ?? "")".contains("no answer from Yahoo for AAPL"))
        let flood = [UInt8](repeating: 32, count: 2 << 20)
        let error = #expect(throws: YahooError.self) { try ask(LocalHTTPResponse(200, body: flood)) }
        #expect("\(error.map { "\($0)" } ?? "")".contains("too long"))
    }

    @Test("refuses an interval that Yahoo has not")
    func interval() throws {
        let server = try LocalHTTPServer { _, _ in LocalHTTPResponse(200, "") }
        defer { server.stop() }
        #expect(throws: YahooError.unsupportedInterval(.week)) {
            try provider(server).bars(apple, .week, from: from, to: to)
        }
        #expect(server.requests.isEmpty)
    }
}

/// The waits a policy took.
final class Waits: Sendable {
    private let seconds = Mutex<[Double]>([])

    func add(_ wait: Double) { seconds.withLock { $0.append(wait) } }

    var all: [Double] { seconds.withLock { $0 } }
}
