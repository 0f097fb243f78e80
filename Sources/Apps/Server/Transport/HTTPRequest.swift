/// A request as the transport read it.
///
/// Only the headers the server acts on are kept; an empty text means that the header was not sent.
public struct HTTPRequest: Sendable {
    /// The method in the client's spelling, such as `GET`.
    public var method: String
    /// The target in the client's spelling: a path with an optional query, or a whole URL.
    public var target: String
    /// The body's bytes.
    public var body: [UInt8]
    /// `Accept`.
    public var accept = ""
    /// `Accept-Encoding`.
    public var acceptEncoding = ""
    /// `Content-Type`.
    public var contentType = ""
    /// `Content-Encoding`.
    public var contentEncoding = ""
    /// `If-None-Match`.
    public var ifNoneMatch = ""
    /// `Host`.
    public var host = ""
    /// `Origin`.
    public var origin = ""
    /// `X-Request-Id`.
    public var requestID = ""
    /// The peer's address.
    public var client = ""
    /// Whether the client asks for a WebSocket.
    public var upgrade = Upgrade.none
    /// What is wrong with the request, when the transport could not take it.
    public var refusal: Refusal?

    /// Makes a request with no headers.
    public init(method: String, target: String, body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.body = body
    }

    /// Whether a client asks for a WebSocket.
    public enum Upgrade: Sendable {
        /// It does not.
        case none
        /// It does, in a way that is spoken here.
        case webSocket
        /// It does, but without a key or with another version than 13.
        case unsupported
    }

    /// Why a transport gives a request up; its connection closes after the answer.
    public struct Refusal: Sendable {
        /// The status of the answer.
        public var status: Int
        /// The reason in words.
        public var reason: String

        /// Makes a refusal.
        public init(status: Int, reason: String) {
            self.status = status
            self.reason = reason
        }
    }
}
