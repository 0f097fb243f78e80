/// An answer, ready for the transport, which adds `Date`, `Content-Length` and `Connection`.
public struct HTTPResponse: Sendable {
    /// The status code.
    public var status: Int
    /// The header's lines, each ended by CR LF.
    public private(set) var head: [UInt8]
    /// The body; the transport leaves it out of the answer to `HEAD`.
    public var body: [UInt8]
    /// Whether the connection closes after it.
    public var closes = false

    /// Makes an answer.
    public init(status: Int, contentType: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.body = body
        head = []
        head.reserveCapacity(320)
        if let contentType { add("Content-Type", contentType) }
    }

    /// Adds a header; characters that would end its line are left out.
    public mutating func add(_ name: String, _ value: String) {
        head.append(contentsOf: name.utf8)
        head.append(UInt8(ascii: ":"))
        head.append(UInt8(ascii: " "))
        for byte in value.utf8 where byte >= 0x20 && byte != 0x7F { head.append(byte) }
        head.append(UInt8(ascii: "\r"))
        head.append(UInt8(ascii: "\n"))
    }

    /// Adds header lines that are ready.
    mutating func add(lines: StaticString) {
        lines.withUTF8Buffer { head.append(contentsOf: $0) }
    }

    /// The value of a header that was added, for tests and logs.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        for line in String(decoding: head, as: UTF8.self).split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == wanted else { continue }
            return String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return nil
    }
}
