public import Base

/// Bars from Yahoo Finance, by its v8 chart API.
///
/// Closes are adjusted for splits, adjusted closes for dividends as well. Yahoo stamps a daily bar with its session's
/// open and an intraday bar with its start; both become closes here. A bar whose close has not come yet is left out.
public struct YahooProvider: Sendable {
    /// Where Yahoo's API lies.
    public static let defaultBaseURL = "https://query2.finance.yahoo.com"

    /// Where the API lies.
    public let baseURL: String
    private let transport: any HTTPTransport
    private let retry: RetryPolicy
    private let now: @Sendable () -> Instant

    /// Makes a provider.
    ///
    /// - Parameters:
    ///   - baseURL: Where the API lies, without a slash at the end.
    ///   - transport: What carries requests.
    ///   - retry: When to ask again.
    ///   - now: The clock: bars that close later are left out.
    public init(
        baseURL: String = YahooProvider.defaultBaseURL, transport: any HTTPTransport = CurlTransport(),
        retry: RetryPolicy = RetryPolicy(), now: @escaping @Sendable () -> Instant
    ) {
        self.baseURL = baseURL
        self.transport = transport
        self.retry = retry
        self.now = now
    }

    /// The bars of a symbol from one date to another, both included, in Yahoo's order.
    ///
    /// - As of: every bar has closed by now.
    /// - Throws: ``YahooError``.
    public func bars(
        _ symbol: Symbol, _ interval: BarInterval, from: CivilDate, to: CivilDate
    ) throws(YahooError) -> RawBars {
        guard YahooProvider.intervals.contains(interval) else { throw .unsupportedInterval(interval) }
        let response = try answer(url(symbol, interval, from: from, to: to), symbol)
        do {
            let chart = try YahooChart(body: response.body).chart
            if let error = chart.error { throw YahooProvider.refusal(error, response.status, symbol, from, to) }
            guard response.status == 200 else {
                throw YahooError.refused(symbol: symbol, status: response.status, detail: "no reason given")
            }
            guard let result = chart.result?.first else {
                throw YahooChartFault(place: "chart.result", reason: "neither a result nor an error")
            }
            guard !result.isEmpty else { throw YahooError.empty(symbol: symbol, from: from, to: to) }
            let bars = closed(try result.bars(symbol, interval), result.meta)
            guard !bars.isEmpty else { throw YahooError.empty(symbol: symbol, from: from, to: to) }
            return bars
        } catch let error as YahooError {
            throw error
        } catch let fault as YahooChartFault where response.status == 200 {
            throw .malformed(symbol: symbol, place: fault.place, reason: fault.reason)
        } catch {
            if response.status == 404 { throw .unknownSymbol(symbol, detail: "status 404") }
            throw .refused(symbol: symbol, status: response.status, detail: "the answer has no reason in it")
        }
    }

    private static let intervals: Set<BarInterval> = [
        .minute, BarInterval(seconds: 120), BarInterval(seconds: 300), BarInterval(seconds: 900),
        BarInterval(seconds: 1800), .hour, .day,
    ]

    private func url(_ symbol: Symbol, _ interval: BarInterval, from: CivilDate, to: CivilDate) -> String {
        let (first, last) = (Int64(from.daysSinceEpoch) * 86_400, Int64(to.daysSinceEpoch + 1) * 86_400)
        return "\(baseURL)/v8/finance/chart/\(YahooProvider.escaped(symbol.name))?period1=\(first)&period2=\(last)"
            + "&interval=\(interval)&events=div%7Csplit&includePrePost=false"
    }

    /// A name with everything but letters, digits, `-`, `.` and `_` percent-encoded.
    private static func escaped(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return name.utf8.reduce(into: "") { text, byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: "_"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }

    /// Asks until there is an answer worth reading or the policy gives up.
    private func answer(_ url: String, _ symbol: Symbol) throws(YahooError) -> HTTPResponse {
        var generator = SeededGenerator(seed: retry.seed)
        var failures = 0
        while true {
            let failure: YahooError
            var asked: Double?
            do {
                let response = try transport.get(url)
                switch response.status {
                case 429:
                    asked = RetryAfter.seconds(response.retryAfter, now: now())
                    failure = .rateLimited(symbol: symbol, retryAfterSeconds: asked)
                case 500...599:
                    asked = RetryAfter.seconds(response.retryAfter, now: now())
                    failure = .server(symbol: symbol, status: response.status)
                default: return response
                }
            } catch {
                failure = .network(symbol: symbol, reason: error.reason)
            }
            failures += 1
            guard let seconds = retry.wait(afterFailures: failures, asked: asked, &generator) else { throw failure }
            retry.sleep(seconds)
        }
    }

    private static func refusal(
        _ error: YahooChart.Failure, _ status: Int, _ symbol: Symbol, _ from: CivilDate, _ to: CivilDate
    ) -> YahooError {
        let detail = error.description ?? error.code ?? "no reason given"
        if error.code == "Not Found" || status == 404 { return .unknownSymbol(symbol, detail: detail) }
        // What Yahoo says of a known symbol at dates when it was not traded.
        if detail.hasPrefix("Data doesn't exist for startDate") { return .empty(symbol: symbol, from: from, to: to) }
        return .refused(symbol: symbol, status: status, detail: detail)
    }

    /// The bars with their closes as times, less those that have not closed.
    private func closed(_ bars: RawBars, _ meta: YahooChart.Meta?) -> RawBars {
        let clock = YahooClock(symbol: bars.symbol, interval: bars.interval, meta)
        let present = now()
        var result = RawBars(symbol: bars.symbol, interval: bars.interval)
        for row in 0..<bars.count {
            var bar = bars[row]
            bar.time = clock.close(bar.time)
            if bar.time <= present { result.append(bar) }
        }
        return result
    }
}
