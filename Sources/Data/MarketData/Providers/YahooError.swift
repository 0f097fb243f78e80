public import Base

/// How Yahoo Finance can fail to give bars.
public enum YahooError: Error, Equatable, Sendable {
    /// Too many requests (429), also after waiting; `retryAfterSeconds` is what Yahoo asked for last.
    case rateLimited(symbol: Symbol, retryAfterSeconds: Double?)
    /// The symbol exists, and there is no bar of it in the time asked for.
    case empty(symbol: Symbol, from: CivilDate, to: CivilDate)
    /// Yahoo knows no such symbol.
    case unknownSymbol(Symbol, detail: String)
    /// The answer is not what Yahoo's answers look like; `place` is where in it.
    case malformed(symbol: Symbol, place: String, reason: String)
    /// No whole answer came, also after asking again.
    case network(symbol: Symbol, reason: String)
    /// Yahoo has a fault of its own (5xx), also after asking again.
    case server(symbol: Symbol, status: Int)
    /// Yahoo refused the request for another reason.
    case refused(symbol: Symbol, status: Int, detail: String)
    /// Yahoo has no bars of this interval.
    case unsupportedInterval(BarInterval)
}

extension YahooError: CustomStringConvertible {
    /// What happened and what mends it.
    public var description: String {
        switch self {
        case .rateLimited(let symbol, let seconds):
            "Yahoo turned the request for \(symbol) away as one too many; "
                + (seconds.map { "it asks to wait \(Int($0.rounded(.up))) s" } ?? "try again in some minutes")
        case .empty(let symbol, let from, let to):
            "Yahoo has no bars of \(symbol) from \(from) to \(to); ask for other dates"
        case .unknownSymbol(let symbol, let detail):
            "Yahoo knows no symbol \(symbol) (\(detail)); look it up at finance.yahoo.com"
        case .malformed(let symbol, let place, let reason):
            "Yahoo's answer for \(symbol) cannot be understood at \(place): \(reason)"
        case .network(let symbol, let reason):
            "no answer from Yahoo for \(symbol): \(reason). Look at the network and try again"
        case .server(let symbol, let status):
            "Yahoo failed to answer for \(symbol) (status \(status)); try again later"
        case .refused(let symbol, let status, let detail):
            "Yahoo refused the request for \(symbol) (status \(status)): \(detail)"
        case .unsupportedInterval(let interval):
            "Yahoo has no bars of \(interval); it has 1m, 2m, 5m, 15m, 30m, 1h and 1d"
        }
    }
}
