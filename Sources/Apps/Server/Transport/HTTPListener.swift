internal import CBeast

/// What a listener gives its requests and WebSocket events to; called on its I/O threads, so every call must be quick.
public protocol HTTPHandler: Sendable {
    /// A request came; it is answered through the exchange, at once or later, from any thread.
    func receive(_ request: HTTPRequest, _ exchange: HTTPExchange)
    /// A WebSocket that an exchange accepted is open.
    func socketDidOpen(_ socket: SocketID)
    /// A whole message came.
    func socket(_ socket: SocketID, didReceive message: [UInt8], isText: Bool)
    /// A WebSocket that was open is gone.
    func socketDidClose(_ socket: SocketID)
    /// SIGINT or SIGTERM came; the listener is stopping.
    func didReceiveSignal(_ number: Int32)
}

/// Names a WebSocket for as long as it lives; never used again.
public struct SocketID: Hashable, Sendable {
    let token: UInt64
}

/// The means to answer one request, once; answers after the first, or to a client that has left, do nothing.
public struct HTTPExchange: Sendable {
    let listener: HTTPListener
    let token: UInt64

    /// Answers.
    ///
    /// - Returns: Whether the answer could still be given; an answer from another thread than the handler's is handed
    ///   over and counts as given.
    @discardableResult
    public func respond(_ response: HTTPResponse) -> Bool { listener.respond(response, to: token) }

    /// Makes the connection a WebSocket; only inside the handler's call.
    ///
    /// - Returns: The socket; `nil` when the request does not ask for one properly, and must be answered otherwise.
    public func acceptSocket(requestID: String) -> SocketID? { listener.upgrade(token, requestID: requestID) }
}

/// An HTTP/1.1 and WebSocket listener: bytes in, requests out.
///
/// Unchecked Sendable: `server` is set once, before `init` returns; every function of CBeast may be called from any
/// thread; and the server is freed in `deinit`, when nobody can be inside ``run()``.
public final class HTTPListener: @unchecked Sendable {
    private var server: OpaquePointer?
    let handler: any HTTPHandler

    /// The port listened on.
    public private(set) var port = 0

    /// Binds and listens; requests are answered once ``run()`` is called.
    ///
    /// - Throws: ``ServerError/cannotListen(host:port:reason:)``.
    public init(
        host: String, port: Int, ioThreads: Int, limits: ServerLimits, handlesSignals: Bool, handler: any HTTPHandler
    ) throws(ServerError) {
        self.handler = handler
        guard let shortPort = UInt16(exactly: port) else {
            throw .cannotListen(host: host, port: port, reason: "a port is a number from 0 to 65535")
        }
        var configuration = limits.configuration
        configuration.port = shortPort
        configuration.io_threads = Int32(clamping: ioThreads)
        configuration.handles_signals = handlesSignals
        configuration.context = Unmanaged.passUnretained(self).toOpaque()
        configuration.installCallbacks()
        var reason = [CChar](repeating: 0, count: 256)
        server = host.withCString { name in
            configuration.host = name
            return cbeast_create(&configuration, &reason, reason.count)
        }
        guard let server else {
            let text = String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw .cannotListen(host: host, port: port, reason: text)
        }
        self.port = Int(cbeast_port(server))
    }

    deinit {
        if let server { cbeast_destroy(server) }
    }

    /// Serves on this thread, and on the other I/O threads, until ``stop()``.
    public func run() { cbeast_run(server) }

    /// Stops accepting, finishes what is in flight, closes WebSockets with 1001 and lets ``run()`` return.
    ///
    /// A second call cuts everything at once. Safe in a signal handler.
    public func stop() { cbeast_stop(server) }

    /// Queues one message for many WebSockets.
    ///
    /// A message with the same key that still waits in a client's queue is replaced; 0 replaces none.
    public func publish(_ message: [UInt8], to sockets: [SocketID], key: UInt64 = 0) {
        guard !sockets.isEmpty else { return }
        withText(message) { text in
            sockets.withUnsafeBufferPointer { buffer in
                buffer.withMemoryRebound(to: UInt64.self) { tokens in
                    cbeast_publish(server, tokens.baseAddress, tokens.count, key, text)
                }
            }
        }
    }

    /// Closes a WebSocket after what is queued for it.
    public func close(_ socket: SocketID, code: Int, reason: String) {
        withText(Array(reason.utf8)) { cbeast_close_socket(server, socket.token, UInt16(clamping: code), $0) }
    }

    fileprivate func respond(_ response: HTTPResponse, to token: UInt64) -> Bool {
        withText(response.head) { head in
            withText(response.body) { body in
                var answer = cbeast_response(
                    status: UInt16(clamping: response.status), head: head, body: body, closes: response.closes)
                return cbeast_respond(server, token, &answer)
            }
        }
    }

    fileprivate func upgrade(_ token: UInt64, requestID: String) -> SocketID? {
        let socket = withText(Array(requestID.utf8)) { cbeast_upgrade(server, token, $0) }
        return socket == 0 ? nil : SocketID(token: socket)
    }
}
