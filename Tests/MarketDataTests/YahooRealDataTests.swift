import Base
import FoundationEssentials
import MarketData
import TestKit
import Testing

/// Recorded answers, served by a local server.
@Suite(.enabled(if: TestPlaces.hasRealData, "MARTLET_TEST_DATA is not set"))
struct YahooRealDataTests {
    /// Serves the body of a recorded answer and asks for it.
    private func ask(_ file: String, _ symbol: String, _ interval: BarInterval) throws -> RawBars {
        let recording = try JSONDecoder().decode(
            Recording.self, from: Data(FileSurgery.bytes(TestPlaces.real("fixtures/yahoo/\(file)"))))
        let body = Array(try JSONEncoder().encode(recording.response.bodyJson))
        let status = recording.response.status
        let server = try LocalHTTPServer { _, _ in LocalHTTPResponse(status, body: body) }
        defer { server.stop() }
        let provider = YahooProvider(baseURL: server.url, now: { Instant(seconds: 1_800_000_000) })
        let day = CivilDate(daysSinceEpoch: 18_262)
        return try provider.bars(SampleBars.symbol(symbol), interval, from: day, to: day)
    }

    @Test("reads a quarter of AAPL with a split and a dividend, clean to the quality check")
    func apple() throws {
        let bars = try ask("chart-AAPL-2020-08-31-to-2020-11-07.json", "AAPL", .day)
        #expect(bars.count == 49)
        #expect(
            bars.times.first?.iso8601 == "2020-08-31T20:00:00Z" && bars.times.last?.iso8601 == "2020-11-06T21:00:00Z")
        let result = QualityCheck(calendar: .nyse).examine(bars)
        #expect(result.quarantinedRows.isEmpty && result.count(of: .error) == 0)
        #expect(result.findings.allSatisfy { $0.rule != .missingSession && $0.rule != .offSession })
    }

    @Test("reads a single day, coins and currencies")
    func others() throws {
        let single = try ask("chart-AAPL-2020-01-01-to-2020-01-03.json", "AAPL", .day)
        #expect(single.times.map(\.iso8601) == ["2020-01-02T21:00:00Z"])
        #expect(single.adjustedClose == [72.71607208251953])
        let coin = try ask("chart-BTC-USD-2020-01-01-to-2020-01-03.json", "BTC-USD", .day)
        #expect(coin.times.map(\.iso8601) == ["2020-01-02T00:00:00Z", "2020-01-03T00:00:00Z", "2020-01-04T00:00:00Z"])
        let pair = try ask("chart-EURUSD_X-2020-01-01-to-2020-01-03.json", "EURUSD=X", .day)
        #expect(pair.times.map(\.iso8601) == ["2020-01-01T22:00:00Z", "2020-01-02T22:00:00Z", "2020-01-03T22:00:00Z"])
    }

    @Test(
        "sees that there are no bars",
        arguments: [
            ("chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.json", "AAPL", BarInterval.minute),
            ("chart-TSLA-2025-01-01-to-2025-01-02-interval-1h.fake.json", "TSLA", .hour),
        ])
    func empty(_ file: String, _ symbol: String, _ interval: BarInterval) {
        let day = CivilDate(daysSinceEpoch: 18_262)
        #expect(throws: YahooError.empty(symbol: SampleBars.symbol(symbol), from: day, to: day)) {
            try ask(file, symbol, interval)
        }
    }

    @Test("sees that prices without times are malformed")
    func withoutTimes() throws {
        let error = #expect(throws: YahooError.self) {
            try ask("chart-notimestamp-weird-quote.fake.json", "AAPL", .day)
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("chart.result[0].timestamp"))
    }
}

private struct Recording: Decodable {
    let response: Response

    struct Response: Decodable {
        let status: Int
        let bodyJson: AnyJSON
    }
}

/// Any JSON value, to be written out again.
private indirect enum AnyJSON: Codable {
    case object([String: AnyJSON])
    case array([AnyJSON])
    case string(String)
    case integer(Int64)
    case number(Double)
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode([String: AnyJSON].self) {
            self = .object(value)
        } else if let value = try? container.decode([AnyJSON].self) {
            self = .array(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .object(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .null: try container.encodeNil()
        }
    }
}
