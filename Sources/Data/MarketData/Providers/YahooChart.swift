import Base
import FoundationEssentials

/// The body of an answer of Yahoo's v8 chart API, as far as bars need it.
struct YahooChart: Decodable {
    let chart: Chart

    struct Chart: Decodable {
        let result: [Result]?
        let error: Failure?
    }

    struct Failure: Decodable {
        let code: String?
        let description: String?
    }

    struct Result: Decodable {
        let meta: Meta?
        /// Seconds; as numbers of any size, so that one out of range can be named.
        let timestamp: [Double]?
        let indicators: Indicators
    }

    struct Meta: Decodable {
        let gmtoffset: Int64?
        let exchangeTimezoneName: String?
    }

    struct Indicators: Decodable {
        let quote: [Quote]?
        let adjclose: [AdjustedClose]?
    }

    struct Quote: Decodable {
        let open: [Double?]?
        let high: [Double?]?
        let low: [Double?]?
        let close: [Double?]?
        let volume: [Double?]?
    }

    struct AdjustedClose: Decodable {
        let adjclose: [Double?]?
    }

    /// Decodes a body.
    ///
    /// - Throws: ``YahooChartFault``, which says where the body is not as it should be.
    init(body: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(YahooChart.self, from: Data(body))
        } catch let error as DecodingError {
            throw YahooChartFault(error)
        }
    }
}

/// Where an answer is not what it should be, and how.
struct YahooChartFault: Error {
    let place: String
    let reason: String

    init(place: String, reason: String) {
        self.place = place
        self.reason = reason
    }

    init(_ error: DecodingError) {
        switch error {
        case .typeMismatch(let type, let context):
            self.init(context, "expected \(type)")
        case .valueNotFound(let type, let context):
            self.init(context, "expected \(type), was null")
        case .keyNotFound(let key, let context):
            self.init(context, "there is no \(key.stringValue)")
        case .dataCorrupted(let context):
            self.init(context, context.debugDescription)
        @unknown default:
            self.init(place: "the body", reason: "this is not JSON")
        }
    }

    private init(_ context: DecodingError.Context, _ reason: String) {
        var place = ""
        for key in context.codingPath {
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += (place.isEmpty ? "" : ".") + key.stringValue
            }
        }
        self.init(place: place.isEmpty ? "the body" : place, reason: reason)
    }
}

extension YahooChart.Result {
    private static let quotePlace = "chart.result[0].indicators.quote[0]"

    /// Whether the answer says that there is no bar: no times, and no prices either.
    var isEmpty: Bool {
        guard timestamp?.isEmpty ?? true else { return false }
        let quote = indicators.quote?.first
        return [quote?.open, quote?.high, quote?.low, quote?.close].allSatisfy { $0?.isEmpty ?? true }
    }

    /// The rows as they are; missing cells become NaN, a missing adjusted close the close.
    ///
    /// - Throws: ``YahooChartFault`` where columns are missing or of another length than the times.
    func bars(_ symbol: Symbol, _ interval: BarInterval) throws -> RawBars {
        guard let timestamp else {
            throw YahooChartFault(place: "chart.result[0].timestamp", reason: "missing, though there are prices")
        }
        // From year 1700 to 2249, so that no later sum can overflow.
        let years = -8_520_336_000.0...8_835_436_800.0
        if let row = timestamp.firstIndex(where: { !years.contains($0) || $0 != $0.rounded() }) {
            throw YahooChartFault(place: "chart.result[0].timestamp[\(row)]", reason: "no time: \(timestamp[row])")
        }
        guard let quote = indicators.quote?.first else {
            throw YahooChartFault(place: "chart.result[0].indicators.quote", reason: "missing")
        }
        let close = try column(quote.close, "close", timestamp.count)
        var adjusted = close
        if let given = indicators.adjclose?.first?.adjclose {
            guard given.count == timestamp.count else { throw wrongLength("adjclose", timestamp.count, given.count) }
            for (row, cell) in given.enumerated() { if let cell { adjusted[row] = cell } }
        }
        return RawBars(
            symbol: symbol, interval: interval, times: timestamp.map { Instant(seconds: Int64($0)) },
            open: try column(quote.open, "open", timestamp.count),
            high: try column(quote.high, "high", timestamp.count),
            low: try column(quote.low, "low", timestamp.count), close: close, adjustedClose: adjusted,
            volume: try column(quote.volume, "volume", timestamp.count))
    }

    private func column(_ cells: [Double?]?, _ name: String, _ count: Int) throws -> [Double] {
        guard let cells else { throw YahooChartFault(place: "\(Self.quotePlace).\(name)", reason: "missing") }
        guard cells.count == count else { throw wrongLength("\(Self.quotePlace).\(name)", count, cells.count) }
        return cells.map { $0 ?? .nan }
    }

    private func wrongLength(_ place: String, _ expected: Int, _ was: Int) -> YahooChartFault {
        YahooChartFault(place: place, reason: "expected \(expected) values, one for each time, was \(was)")
    }
}
