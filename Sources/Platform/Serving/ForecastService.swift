public import Base

/// What a server asks of the platform; every answer is the body of a JSON response.
///
/// All calls are synchronous, thread-safe and quick (microseconds to a few milliseconds): they may run on an I/O loop.
/// - As of: a forecast uses only bars known at the request's `asOf`.
public protocol ForecastService: Sendable {
    /// Whether forecasts can be served, with one line per check.
    func readiness() -> Readiness
    /// The symbols served, with last price, feed and champions.
    func symbols() throws(ServingError) -> [UInt8]
    /// A forecast.
    func predict(_ request: ForecastRequest) throws(ServingError) -> [UInt8]
    /// Scores of every model of a symbol beside the naive ones.
    func metrics(of symbol: Symbol) throws(ServingError) -> [UInt8]
    /// Bars and forecast band as JSON.
    func plot(_ request: PlotRequest) throws(ServingError) -> [UInt8]
    /// Bars and forecast band as an SVG picture.
    func plotSVG(_ request: PlotRequest) throws(ServingError) -> [UInt8]
    /// The last bar of a symbol.
    func realtime(of symbol: Symbol) throws(ServingError) -> [UInt8]
    /// What the quality checks found.
    func quality() throws(ServingError) -> [UInt8]
    /// Registers for live messages; the closure is called on the feed's thread and must not block.
    ///
    /// - Returns: A token to give to ``unsubscribe(_:)``.
    func subscribe(_ deliver: @escaping @Sendable (LiveMessage) -> Void) -> Int
    /// Ends a registration.
    func unsubscribe(_ token: Int)
}

/// Whether forecasts can be served.
public struct Readiness: Sendable {
    /// Whether requests may come.
    public let isReady: Bool
    /// What was looked at, in order.
    public let checks: [(name: String, status: String)]

    /// Makes a readiness.
    public init(isReady: Bool, checks: [(name: String, status: String)]) {
        self.isReady = isReady
        self.checks = checks
    }
}

/// What is asked of a forecast.
public struct ForecastRequest: Sendable, Hashable {
    /// Whose price.
    public var symbol: Symbol
    /// How many bars ahead, 1 by default.
    public var horizonBars: Int
    /// Only bars known then are used; `nil` is now.
    public var asOf: Instant?
    /// Whether the answer says what each feature adds.
    public var explains: Bool

    /// Makes a request.
    public init(symbol: Symbol, horizonBars: Int = 1, asOf: Instant? = nil, explains: Bool = false) {
        self.symbol = symbol
        self.horizonBars = horizonBars
        self.asOf = asOf
        self.explains = explains
    }
}

/// What is asked of a plot.
public struct PlotRequest: Sendable, Hashable {
    /// Whose bars.
    public var symbol: Symbol
    /// How far the band reaches.
    public var horizonBars: Int
    /// How many bars of history.
    public var bars: Int

    /// Makes a request.
    public init(symbol: Symbol, horizonBars: Int = 5, bars: Int = 250) {
        self.symbol = symbol
        self.horizonBars = horizonBars
        self.bars = bars
    }
}

/// A message for WebSocket clients, encoded once for all of them.
public struct LiveMessage: Sendable {
    /// The symbol it is about; `nil` for one that is for everybody.
    public let symbol: Symbol?
    /// `bar`, `forecast` or `status`; a newer message of one symbol and topic replaces an unsent older one.
    public let topic: String
    /// The JSON text.
    public let json: [UInt8]

    /// Makes a message.
    public init(symbol: Symbol?, topic: String, json: [UInt8]) {
        self.symbol = symbol
        self.topic = topic
        self.json = json
    }
}

/// Why a request cannot be answered; a server maps each case to a status code.
public enum ServingError: Error, Sendable, Equatable {
    /// No such symbol is served (404).
    case unknownSymbol(Symbol)
    /// A field has a value that cannot be served (422).
    case invalid(field: String, message: String)
    /// Nothing is loaded yet (503).
    case notReady(String)
    /// Something broke on the platform's side (500); the text is safe to show.
    case failed(String)
}
