internal import Base
public import Serving
internal import Synchronization

/// Forecasts over HTTP and WebSocket.
///
/// `start()` binds and tells the port, `run()` serves until `stop()`; between the two nothing is answered yet, but
/// clients can already connect.
public final class Server: Sendable {
    private struct Started {
        var listener: HTTPListener
        var feed: Int
    }

    private let configuration: ServerConfiguration
    private let service: any ForecastService
    private let log: StructuredLog
    private let application: Application
    private let hub: RealtimeHub
    private let started = Mutex<Started?>(nil)

    /// Makes a server that listens to nothing yet.
    public init(configuration: ServerConfiguration, service: any ForecastService, log: StructuredLog) {
        self.configuration = configuration
        self.service = service
        self.log = log
        application = Application(configuration: configuration, service: service, log: log)
        hub = RealtimeHub(service: service)
    }

    /// Binds and listens.
    ///
    /// - Returns: The port, which matters when the configuration left it open.
    /// - Throws: ``ServerError/cannotListen(host:port:reason:)``.
    @discardableResult
    public func start() throws(ServerError) -> Int {
        let listener = try HTTPListener(
            host: configuration.host, port: configuration.port, ioThreads: configuration.ioThreads,
            limits: configuration.limits, handlesSignals: configuration.handlesSignals,
            handler: Dispatcher(application: application, hub: hub, log: log))
        hub.attach(listener)
        let feed = service.subscribe { [hub] message in hub.deliver(message) }
        started.withLock { $0 = Started(listener: listener, feed: feed) }
        log.event("listening", [("host", configuration.host), ("port", String(listener.port))])
        return listener.port
    }

    /// Serves on this thread, and on further I/O threads when the configuration says so, until ``stop()``.
    ///
    /// - Throws: ``ServerError/notStarted``.
    public func run() throws(ServerError) {
        guard let current = started.withLock({ $0 }) else { throw .notStarted }
        current.listener.run()
        service.unsubscribe(current.feed)
        hub.attach(nil)
        log.event("stopped")
        log.flush()
    }

    /// Stops accepting, finishes what is in flight, closes WebSockets with 1001 and lets ``run()`` return.
    ///
    /// A second call cuts everything at once. It may be called from any thread; for signals set `handlesSignals`.
    public func stop() { started.withLock { $0?.listener }?.stop() }
}

/// Brings what the listener hears to the application and the hub.
private struct Dispatcher: HTTPHandler {
    let application: Application
    let hub: RealtimeHub
    let log: StructuredLog

    func receive(_ request: HTTPRequest, _ exchange: HTTPExchange) {
        switch application.respond(to: request) {
        case .response(let response): exchange.respond(response)
        case .webSocket(let requestID):
            guard exchange.acceptSocket(requestID: requestID) == nil else { return }
            var refusal = Problem(400, "refused-upgrade", "the connection cannot become a WebSocket now")
                .response(instance: "/ws/realtime")
            refusal.closes = true
            exchange.respond(refusal)
        }
    }

    func socketDidOpen(_ socket: SocketID) { hub.open(socket) }

    func socket(_ socket: SocketID, didReceive message: [UInt8], isText: Bool) {
        hub.receive(.message(message, isText: isText), from: socket)
    }

    func socketDidClose(_ socket: SocketID) { hub.close(socket) }

    func didReceiveSignal(_ number: Int32) {
        log.event("stopping", [("signal", number == 2 ? "SIGINT" : number == 15 ? "SIGTERM" : String(number))])
    }
}
