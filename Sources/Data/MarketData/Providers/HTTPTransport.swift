import CCurl

/// The answer to a HTTP request.
public struct HTTPResponse: Sendable {
    /// The status code, such as 200.
    public let status: Int
    /// The value of the Retry-After header; `nil` when there is none.
    public let retryAfter: String?
    /// The body, unpacked.
    public let body: [UInt8]

    /// Makes an answer.
    public init(status: Int, retryAfter: String? = nil, body: [UInt8]) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}

/// No whole answer came: no connection, a time-out, a broken one.
public struct HTTPTransportError: Error, Equatable, Sendable {
    /// What happened, in words.
    public let reason: String

    /// Makes an error.
    public init(reason: String) { self.reason = reason }
}

/// What carries HTTP requests.
public protocol HTTPTransport: Sendable {
    /// Gets an address.
    ///
    /// - Throws: ``HTTPTransportError`` when no whole answer comes; an answer of any status is no error here.
    func get(_ url: String) throws(HTTPTransportError) -> HTTPResponse
}

/// Carries HTTP requests through libcurl.
public struct CurlTransport: HTTPTransport {
    /// How long one request may take.
    public let timeoutMilliseconds: Int
    /// How long a body may be.
    public let bodyBytesMax: Int
    /// How Martlet names itself; some sources turn away what does not look like a browser.
    public let userAgent: String

    /// Makes a transport.
    public init(
        timeoutMilliseconds: Int = 30_000, bodyBytesMax: Int = 64 << 20, userAgent: String = "Mozilla/5.0 (Martlet)"
    ) {
        self.timeoutMilliseconds = timeoutMilliseconds
        self.bodyBytesMax = bodyBytesMax
        self.userAgent = userAgent
    }

    /// Gets an address.
    public func get(_ url: String) throws(HTTPTransportError) -> HTTPResponse {
        var error = [CChar](repeating: 0, count: 512)
        let handle = url.withCString { url in
            userAgent.withCString { userAgent in
                var request = martlet_http_request(
                    url: url, headers: nil, header_count: 0, user_agent: userAgent,
                    timeout_milliseconds: Int64(timeoutMilliseconds), body_bytes_max: Int64(bodyBytesMax))
                return martlet_http_get(&request, &error, Int32(error.count))
            }
        }
        guard let handle else {
            let reason = String(decoding: error.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw HTTPTransportError(reason: reason)
        }
        defer { martlet_http_response_free(handle) }
        var length: Int64 = 0
        let start = martlet_http_response_body(handle, &length)
        return HTTPResponse(
            status: Int(martlet_http_response_status(handle)),
            retryAfter: martlet_http_response_retry_after(handle).map { String(cString: $0) },
            body: Array(UnsafeBufferPointer(start: start, count: Int(length))))
    }
}
