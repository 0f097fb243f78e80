/// How a server is set up.
public struct ServerConfiguration: Sendable {
    /// The address to listen on: `127.0.0.1` for this machine only, `0.0.0.0` for everybody, or an IPv6 address.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 8000
    /// How many threads serve connections; each connection stays on one.
    public var ioThreads = 1
    /// What clients may use up.
    public var limits = ServerLimits()
    /// The folder that `/app/` serves; `nil` when there is no dashboard.
    public var dashboardFolder: String?
    /// The folder with `swagger-ui.css` and `swagger-ui-bundle.js`; by default `swagger` in the dashboard's folder.
    public var swaggerFolder: String?
    /// Sites besides this server's own whose pages may open `/ws/realtime`, such as `http://localhost:3000`.
    public var allowedOrigins: [String] = []
    /// Whether SIGINT and SIGTERM stop the server; a second one cuts what is in flight.
    public var handlesSignals = false
    /// What `GET /version` tells.
    public var version = BuildVersion()

    /// Makes the default configuration.
    public init() {}
}

/// Which build this is.
public struct BuildVersion: Sendable, Equatable {
    /// The release, such as `0.1.0`.
    public var version: String
    /// The commit, or `unknown`.
    public var commit: String
    /// The compiler's version, such as `6.3.1`.
    public var swift: String

    /// Makes a version.
    public init(version: String = "0.1.0", commit: String = "unknown", swift: String = "6.3") {
        self.version = version
        self.commit = commit
        self.swift = swift
    }
}

/// What clients may use up.
///
/// Each deadline runs once for the whole of what it names, so that a byte now and then does not prolong it.
public struct ServerLimits: Sendable {
    /// Connections at a time; more are answered 503 and closed.
    public var connections = 10_000
    /// A request's line and headers together.
    public var headerBytes = 8 * 1024
    /// A request's body.
    public var bodyBytes = 1024 * 1024
    /// From a request's first byte to the end of its header.
    public var headerDeadline = Duration.seconds(5)
    /// From there to the end of its body.
    public var bodyDeadline = Duration.seconds(8)
    /// From there until it is answered.
    public var answerDeadline = Duration.seconds(60)
    /// Until the client has taken the answer.
    public var writeDeadline = Duration.seconds(60)
    /// From an answer to the next request's first byte.
    public var idleDeadline = Duration.seconds(75)
    /// How long a closing connection is read to its end, so that its last answer arrives.
    public var lingerDeadline = Duration.seconds(2)
    /// How long a stop waits for what is in flight.
    public var shutdownDeadline = Duration.seconds(5)
    /// A WebSocket client's message.
    public var socketMessageBytes = 64 * 1024
    /// Messages waiting for one WebSocket client; one that falls further behind is cut.
    public var socketQueue = 1024
    /// A silent WebSocket client gets a ping after half of it and is cut after all of it.
    public var socketIdleDeadline = Duration.seconds(60)
    /// A WebSocket client that takes longer over one message is cut.
    public var socketWriteDeadline = Duration.seconds(10)

    /// Makes the default limits.
    public init() {}
}
