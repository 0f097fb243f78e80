internal import Base
internal import Serving

/// An error answer (RFC 9457).
struct Problem: Error {
    /// A field and what is wrong with it.
    struct FieldError {
        var field: String
        var message: String
    }

    var status: Int
    var kind: String
    var detail: String
    var errors: [FieldError] = []
    var headers: [(name: String, value: String)] = []

    init(_ status: Int, _ kind: String, _ detail: String, errors: [FieldError] = []) {
        self.status = status
        self.kind = kind
        self.detail = detail
        self.errors = errors
    }

    /// A field with a value that cannot be served.
    static func invalid(_ field: String, _ message: String) -> Problem {
        Problem(422, "invalid-field", "\(field): \(message)", errors: [FieldError(field: field, message: message)])
    }

    static func unknownSymbol(_ name: String) -> Problem {
        Problem(404, "unknown-symbol", "no symbol \(name.prefix(64)) is served; GET /symbols lists those that are")
    }

    static func methodNotAllowed(_ method: String, _ route: Route) -> Problem {
        var problem = Problem(
            405, "method-not-allowed",
            "\(route.rawValue) does not answer \(method.prefix(32)); it answers \(route.allow)")
        problem.headers = [("Allow", route.allow)]
        return problem
    }

    /// The answer to a failure of the platform.
    init(_ error: ServingError) {
        switch error {
        case .unknownSymbol(let symbol): self = .unknownSymbol(symbol.name)
        case .invalid(let field, let message): self = .invalid(field, message)
        case .notReady(let reason):
            self.init(503, "not-ready", reason)
            headers = [("Retry-After", "1")]
        case .failed(let reason): self.init(500, "failed", reason)
        }
    }

    /// The answer.
    func response(instance: String) -> HTTPResponse {
        var writer = JSONWriter(reserving: 320)
        writer.object { writer in
            writer.member("type", "urn:martlet:problem:\(kind)")
            writer.member("title", Problem.title(of: status))
            writer.member("status", status)
            writer.member("detail", detail)
            writer.member("instance", instance)
            guard !errors.isEmpty else { return }
            writer.array("errors") { writer in
                for error in errors {
                    writer.object { writer in
                        writer.member("field", error.field)
                        writer.member("message", error.message)
                    }
                }
            }
        }
        var response = HTTPResponse(status: status, contentType: "application/problem+json", body: writer.bytes)
        response.add(lines: securityOfData)
        for header in headers { response.add(header.name, header.value) }
        return response
    }

    private static func title(of status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 426: "Upgrade Required"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Error"
        }
    }
}

/// Headers of every answer that is no page: nothing in it may be run or framed, and nobody keeps it.
let securityOfData: StaticString = """
    X-Content-Type-Options: nosniff\r
    Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r
    Referrer-Policy: no-referrer\r
    Cache-Control: no-store\r

    """
