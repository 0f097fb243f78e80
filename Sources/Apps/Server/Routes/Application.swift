internal import Base
public import Serving
internal import Synchronization

/// Every route over a forecast service.
///
/// A request in, an answer out, and a line in the log; it knows no sockets.
public final class Application: Sendable {
    /// What becomes of a request.
    public enum Outcome: Sendable {
        /// It is answered.
        case response(HTTPResponse)
        /// Its connection becomes a WebSocket; the id goes into the answer's `X-Request-Id`.
        case webSocket(requestID: String)
    }

    let configuration: ServerConfiguration
    let service: any ForecastService
    let dashboard: StaticFolder?
    let swagger: StaticFolder?
    private let log: StructuredLog
    private let openAPI: [UInt8]
    private let requestSeed: UInt64
    private let requestCount = Atomic<UInt64>(0)

    /// Makes the application; the folders of the configuration are looked at once, here.
    public init(configuration: ServerConfiguration, service: any ForecastService, log: StructuredLog) {
        self.configuration = configuration
        self.service = service
        self.log = log
        dashboard = configuration.dashboardFolder.flatMap(StaticFolder.init)
        let swaggerPath = configuration.swaggerFolder ?? configuration.dashboardFolder.map { $0 + "/swagger" }
        swagger = swaggerPath.flatMap(StaticFolder.init)
        openAPI = OpenAPIDocument.json(version: configuration.version.version)
        requestSeed = UInt64.random(in: .min ... .max)
    }

    /// Answers a request; the answer carries its id, and the log a line about it.
    public func respond(to request: HTTPRequest) -> Outcome {
        let start = monotonicNanoseconds()
        let requestID = sane(request.requestID) ?? nextRequestID()
        let target = RequestTarget(request.target)
        let path = target?.path ?? request.target[...]
        let match = target.flatMap { Route.match($0.path) }
        let outcome: Outcome
        do throws(Problem) {
            outcome = try self.outcome(request, target, match, requestID)
        } catch {
            let instance = String(path.utf8.prefix(256)) ?? "/"
            outcome = .response(error.response(instance: instance))
        }
        var record = RequestRecord(
            requestID: requestID, method: request.method.isEmpty ? nil : String(request.method.prefix(16)),
            route: match?.route.rawValue ?? "unmatched",
            path: path.isEmpty ? nil : String(path.utf8.prefix(256)) ?? "/",
            client: request.client, status: 101, bytes: 0, microseconds: 0)
        guard case .response(var response) = outcome else {
            finish(&record, start)
            return .webSocket(requestID: requestID)
        }
        response.add("X-Request-Id", requestID)
        if request.refusal != nil { response.closes = true }
        record.status = response.status
        record.bytes = request.method == "HEAD" ? 0 : response.body.count
        finish(&record, start)
        return .response(response)
    }

    private func finish(_ record: inout RequestRecord, _ start: Int64) {
        record.microseconds = Int((monotonicNanoseconds() - start) / 1000)
        log.request(record)
    }

    private func outcome(
        _ request: HTTPRequest, _ target: RequestTarget?, _ match: (route: Route, parameter: Substring)?,
        _ requestID: String
    ) throws(Problem) -> Outcome {
        if let refusal = request.refusal { throw Problem(refusal.status, "refused-request", refusal.reason) }
        if request.method == "OPTIONS" && request.target == "*" {
            return .response(options("GET, HEAD, POST, OPTIONS"))
        }
        guard let target else { throw Problem(400, "malformed-target", "the request's target is not a path") }
        guard let match else {
            throw Problem(404, "unknown-route", "there is nothing here; GET /openapi.json lists what is")
        }
        if request.method == "OPTIONS" { return .response(options(match.route.allow)) }
        guard match.route.methods.contains(request.method) else {
            throw .methodNotAllowed(request.method, match.route)
        }
        let query = try QueryParameters(target, of: match.route)
        if match.route == .socket {
            try checkHandshake(request)
            return .webSocket(requestID: requestID)
        }
        return .response(try response(to: request, query, match.route, match.parameter))
    }

    private func options(_ allow: String) -> HTTPResponse {
        var response = HTTPResponse(status: 204)
        response.add("Allow", allow)
        return response
    }

    /// Refuses what is no WebSocket handshake, and one from the page of another site.
    private func checkHandshake(_ request: HTTPRequest) throws(Problem) {
        guard request.method == "GET", request.upgrade == .webSocket else {
            var problem = Problem(426, "upgrade-required", "/ws/realtime is a WebSocket (RFC 6455, version 13)")
            problem.headers = [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")]
            throw problem
        }
        guard !request.origin.isEmpty, !configuration.allowedOrigins.contains(request.origin) else { return }
        let authority = request.origin.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
        guard authority.lowercased() == request.host.lowercased() else {
            throw Problem(403, "foreign-origin", "pages of \(request.origin.prefix(128)) may not open this WebSocket")
        }
    }

    func openAPIResponse() -> HTTPResponse { json(openAPI) }

    /// A client's own id where it is short and plain.
    private func sane(_ id: String) -> String? {
        guard (1...64).contains(id.utf8.count) else { return nil }
        let isPlain = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isPlain ? id : nil
    }

    /// Sixteen hex digits that no other request of this process has.
    private func nextRequestID() -> String {
        let count = requestCount.wrappingAdd(1, ordering: .relaxed).newValue
        // An odd factor makes a bijection: different counts, different ids.
        let number = (count &* 0x9E37_79B9_7F4A_7C15) ^ requestSeed
        return String(unsafeUninitializedCapacity: 16) { buffer in
            for index in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: number >> (60 - 4 * index)) & 15
                buffer[index] = digit < 10 ? 48 + digit : 87 + digit
            }
            return 16
        }
    }
}

/// An answer of data.
func json(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
    var response = HTTPResponse(status: status, contentType: "application/json", body: body)
    response.add(lines: securityOfData)
    return response
}
