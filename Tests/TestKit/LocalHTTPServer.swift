import Glibc
import Synchronization

/// What a test's server answers.
public struct LocalHTTPResponse: Sendable {
    let status: Int
    let headers: [String]
    let body: [UInt8]
    /// Whether the connection breaks before the body is whole.
    let breaksOff: Bool

    /// Makes an answer.
    public init(_ status: Int, headers: [String] = [], body: [UInt8] = [], breaksOff: Bool = false) {
        self.status = status
        self.headers = headers
        self.body = body
        self.breaksOff = breaksOff
    }

    /// Makes an answer with a text.
    public init(_ status: Int, headers: [String] = [], _ text: String) {
        self.init(status, headers: headers, body: Array(text.utf8))
    }
}

/// A HTTP server on 127.0.0.1 for tests: one connection at a time, each closed after its answer.
///
/// `@unchecked Sendable`: what changes lies in the `Mutex`; the rest is set once.
public final class LocalHTTPServer: @unchecked Sendable {
    /// The port the system gave.
    public let port: UInt16
    private let listener: Int32
    private let answer: @Sendable (_ target: String, _ count: Int) -> LocalHTTPResponse
    private let seen = Mutex<[String]>([])
    private var thread = pthread_t()

    /// Starts a server that answers each request by `answer`, given its target and how many came before.
    public init(_ answer: @escaping @Sendable (_ target: String, _ count: Int) -> LocalHTTPResponse) throws {
        self.answer = answer
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        guard bound else { throw LocalHTTPServerFailure() }
        start()
    }

    /// Where the server is.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// The targets asked for so far.
    public var requests: [String] { seen.withLock { $0 } }

    /// Ends the server; further connections are refused.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        pthread_join(thread, nil)
        close(listener)
    }

    private func start() {
        let context = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<LocalHTTPServer>.fromOpaque(context).takeRetainedValue().serve()
                return nil
            }, context)
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            handle(connection)
            close(connection)
        }
    }

    private func handle(_ connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            bytes += buffer.prefix(count)
        }
        let line = String(decoding: bytes.prefix { $0 != 13 }, as: UTF8.self).split(separator: " ")
        let target = line.count > 1 ? String(line[1]) : ""
        let count = seen.withLock { targets in
            targets.append(target)
            return targets.count - 1
        }
        let response = answer(target, count)
        let promised = response.body.count + (response.breaksOff ? 10 : 0)
        let lines = ["HTTP/1.1 \(response.status) Test", "Content-Length: \(promised)", "Connection: close"]
        let head = (lines + response.headers).joined(separator: "\r\n") + "\r\n\r\n"
        let whole = Array(head.utf8) + response.body
        var sent = 0
        while sent < whole.count {
            let count = whole.withUnsafeBytes {
                send(connection, $0.baseAddress.map { $0 + sent }, whole.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }
}

private struct LocalHTTPServerFailure: Error {}
