import Glibc

/// What went wrong with a socket of a test.
enum SocketError: Error {
    case cannotConnect(Int32)
    case timedOut
    case closed
    case malformed(String)
}

/// A TCP client that sends exactly the bytes it is told to.
final class RawSocket {
    let descriptor: Int32
    var received: [UInt8] = []

    init(port: Int, receiveBufferBytes: Int32? = nil, timeoutSeconds: Int = 10) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var size = receiveBufferBytes ?? 0
        if size > 0 { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size)) }
        var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let descriptor = descriptor
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw SocketError.cannotConnect(errno) }
    }

    deinit { close(descriptor) }

    /// Sends bytes; false when the peer takes no more.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Ends the sending side.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Waits for more bytes; false when the peer has closed or cut the connection.
    func receiveMore() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { received += buffer[..<count] }
        if count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) { throw SocketError.timedOut }
        return count > 0
    }

    /// Reads until the peer closes; throws when it does not.
    func receiveAll() throws -> String {
        while try receiveMore() {}
        return String(decoding: received, as: UTF8.self)
    }

    /// Takes bytes off the front of what was received.
    func take(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try receiveMore() else { throw SocketError.closed }
        }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    /// Reads one answer; `hasBody` is false after HEAD.
    func receiveAnswer(hasBody: Bool = true) throws -> TestAnswer {
        let end = Array("\r\n\r\n".utf8)
        var scanned = 0
        while true {
            if let found = received[scanned...].firstRange(of: end) {
                let head = String(decoding: try take(found.upperBound).dropLast(4), as: UTF8.self)
                var answer = try TestAnswer(head: head)
                if hasBody, let length = answer.header("content-length").flatMap({ Int($0) }) {
                    answer.body = try take(length)
                }
                return answer
            }
            scanned = max(0, received.count - 3)
            guard try receiveMore() else { throw SocketError.closed }
        }
    }
}

extension TestAnswer {
    /// Reads a status line and headers.
    init(head: String) throws {
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
        let words = (lines.popFirst() ?? "").split(separator: " ")
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw SocketError.malformed(head)
        }
        self.status = status
        body = []
        headers = lines.map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
    }
}
