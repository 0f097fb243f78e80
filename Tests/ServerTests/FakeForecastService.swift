import Base
import Serving
import Synchronization

/// A platform whose every answer is known beforehand.
///
/// It serves AAPL, MSFT and BTC-USD; a horizon of 13 bars is refused, one of 17 fails.
final class FakeForecastService: ForecastService {
    private struct Feed {
        var nextToken = 1
        var listeners: [Int: @Sendable (LiveMessage) -> Void] = [:]
    }

    private let feed = Mutex(Feed())
    private let ready = Atomic<Bool>(true)

    func setReady(_ value: Bool) { ready.store(value, ordering: .relaxed) }

    var subscriptions: Int { feed.withLock { $0.listeners.count } }

    /// Plays the feed.
    func emit(_ symbol: Symbol?, _ topic: String, _ text: String) {
        let message = LiveMessage(symbol: symbol, topic: topic, json: Array(text.utf8))
        for listener in feed.withLock({ Array($0.listeners.values) }) { listener(message) }
    }

    func readiness() -> Readiness {
        let isReady = ready.load(ordering: .relaxed)
        return Readiness(isReady: isReady, checks: [("models", isReady ? "ok" : "loading")])
    }

    func symbols() throws(ServingError) -> [UInt8] { Array(#"{"symbols":[{"symbol":"AAPL"}]}"#.utf8) }

    func predict(_ request: ForecastRequest) throws(ServingError) -> [UInt8] {
        try known(request.symbol)
        guard ready.load(ordering: .relaxed) else { throw .notReady("no model is loaded yet") }
        if request.horizonBars == 13 { throw .invalid(field: "days", message: "is not forecast here") }
        if request.horizonBars == 17 { throw .failed("the model file cannot be read") }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("symbol", request.symbol.name)
            writer.member("horizon_bars", request.horizonBars)
            writer.member("as_of", request.asOf?.iso8601)
            writer.member("explains", request.explains)
        }
        return writer.bytes
    }

    func metrics(of symbol: Symbol) throws(ServingError) -> [UInt8] {
        try known(symbol)
        return Array(#"{"symbol":"\#(symbol)","horizons":[]}"#.utf8)
    }

    func plot(_ request: PlotRequest) throws(ServingError) -> [UInt8] {
        try known(request.symbol)
        return Array(#"{"symbol":"\#(request.symbol)","days":\#(request.horizonBars),"bars":\#(request.bars)}"#.utf8)
    }

    func plotSVG(_ request: PlotRequest) throws(ServingError) -> [UInt8] {
        try known(request.symbol)
        return Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
    }

    func realtime(of symbol: Symbol) throws(ServingError) -> [UInt8] {
        try known(symbol)
        return Array(#"{"symbol":"\#(symbol)","price":1}"#.utf8)
    }

    func quality() throws(ServingError) -> [UInt8] { Array(#"{"symbols":[]}"#.utf8) }

    func subscribe(_ deliver: @escaping @Sendable (LiveMessage) -> Void) -> Int {
        feed.withLock { feed in
            feed.nextToken += 1
            feed.listeners[feed.nextToken] = deliver
            return feed.nextToken
        }
    }

    func unsubscribe(_ token: Int) { feed.withLock { $0.listeners[token] = nil } }

    private func known(_ symbol: Symbol) throws(ServingError) {
        guard ["AAPL", "MSFT", "BTC-USD"].contains(symbol.name) else { throw .unknownSymbol(symbol) }
    }
}
