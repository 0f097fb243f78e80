import Glibc
import Server
import Serving
import Synchronization

/// An answer as a test sees it.
struct TestAnswer {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    var text: String { String(decoding: body, as: UTF8.self) }
    func json() throws -> JSONValue { try JSONParser.parse(body) }
}

/// What a test asks.
struct TestRequest {
    var method = "GET"
    var target: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    static func get(_ target: String, _ headers: [(name: String, value: String)] = []) -> TestRequest {
        TestRequest(target: target, headers: headers)
    }

    static func post(_ target: String, _ body: String, type: String? = "application/json") -> TestRequest {
        TestRequest(
            method: "POST", target: target, headers: type.map { [("Content-Type", $0)] } ?? [], body: Array(body.utf8))
    }
}

/// One way to a server's answers.
protocol TestClient: Sendable {
    func send(_ request: TestRequest) throws -> TestAnswer
}

/// Asks the application, with no socket between.
struct InProcessClient: TestClient {
    let application: Application

    func send(_ request: TestRequest) throws -> TestAnswer {
        var asked = HTTPRequest(method: request.method, target: request.target, body: request.body)
        for (name, value) in request.headers {
            switch name.lowercased() {
            case "accept": asked.accept = value
            case "accept-encoding": asked.acceptEncoding = value
            case "content-type": asked.contentType = value
            case "if-none-match": asked.ifNoneMatch = value
            case "x-request-id": asked.requestID = value
            default: break
            }
        }
        guard case .response(let response) = application.respond(to: asked) else {
            return TestAnswer(status: 101, headers: [], body: [])
        }
        var answer = try TestAnswer(
            head: "HTTP/1.1 \(response.status) -\r\n" + String(decoding: response.head.dropLast(2), as: UTF8.self))
        answer.body = request.method == "HEAD" ? [] : response.body
        return answer
    }
}

/// Asks over a socket of its own for every request.
struct LiveClient: TestClient {
    let port: Int

    func send(_ request: TestRequest) throws -> TestAnswer {
        let socket = try RawSocket(port: port)
        var head = "\(request.method) \(request.target) HTTP/1.1\r\nHost: localhost\r\n"
        for (name, value) in request.headers { head += "\(name): \(value)\r\n" }
        head += "Content-Length: \(request.body.count)\r\nConnection: close\r\n\r\n"
        socket.send(Array(head.utf8) + request.body)
        return try socket.receiveAnswer(hasBody: request.method != "HEAD")
    }
}

/// Keeps log lines.
final class CollectingSink: LogSink {
    private let stored = Mutex<[UInt8]>([])
    func write(_ lines: [UInt8]) { stored.withLock { $0 += lines } }
    var lines: [String] {
        String(decoding: stored.withLock { $0 }, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// The limits of tests: short enough to wait for.
func quickLimits() -> ServerLimits {
    var limits = ServerLimits()
    limits.headerDeadline = .milliseconds(400)
    limits.bodyDeadline = .milliseconds(400)
    limits.idleDeadline = .seconds(5)
    limits.lingerDeadline = .milliseconds(300)
    limits.shutdownDeadline = .seconds(2)
    return limits
}

/// Runs a closure on a thread of its own.
private final class BlockingThread {
    private var thread = pthread_t()

    init(_ body: @escaping @Sendable () -> Void) {
        final class Box {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        let box = Unmanaged.passRetained(Box(body)).toOpaque()
        pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, box)
    }

    func join() { pthread_join(thread, nil) }
}

/// The configuration of tests: a free port and quick limits.
func configured(_ change: (inout ServerConfiguration) -> Void = { _ in }) -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.limits = quickLimits()
    change(&configuration)
    return configuration
}

/// What a test has while its server runs.
struct RunningServer {
    let port: Int
    let service: FakeForecastService
    let server: Server
}

/// Runs a server on a free port around a test, and waits for its end.
func withServer<Result>(
    _ configuration: ServerConfiguration = configured(), sink: any LogSink = NullSink(),
    _ body: (RunningServer) throws -> Result
) throws -> Result {
    let service = FakeForecastService()
    let server = Server(configuration: configuration, service: service, log: StructuredLog(sink: sink))
    let port = try server.start()
    let thread = BlockingThread { try? server.run() }
    defer {
        server.stop()
        thread.join()
    }
    return try body(RunningServer(port: port, service: service, server: server))
}

/// Runs a listener with a handler of the test's own.
func withListener<Result>(
    _ handler: any HTTPHandler, ioThreads: Int = 1, limits: ServerLimits = quickLimits(),
    _ body: (HTTPListener) throws -> Result
) throws -> Result {
    let listener = try HTTPListener(
        host: "127.0.0.1", port: 0, ioThreads: ioThreads, limits: limits, handlesSignals: false, handler: handler)
    let thread = BlockingThread { listener.run() }
    defer {
        listener.stop()
        thread.join()
    }
    return try body(listener)
}

/// The ways a test can go: in process and over a socket.
enum Way: String, CaseIterable, Sendable {
    case inProcess
    case live

    func run(
        _ configuration: ServerConfiguration = configured(),
        _ body: (any TestClient, FakeForecastService) throws -> Void
    ) throws {
        switch self {
        case .inProcess:
            let service = FakeForecastService()
            let log = StructuredLog(sink: NullSink())
            try body(
                InProcessClient(application: Application(configuration: configuration, service: service, log: log)),
                service)
        case .live:
            try withServer(configuration) { try body(LiveClient(port: $0.port), $0.service) }
        }
    }
}
