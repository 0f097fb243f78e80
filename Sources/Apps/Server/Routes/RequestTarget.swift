/// A request's target, taken apart: the path still percent-encoded, the query decoded.
struct RequestTarget {
    let path: Substring
    let query: Substring

    /// Takes `/path?query` and `http://host/path?query`; `nil` for anything else, such as `*`.
    init?(_ target: String) {
        var rest = target[...]
        if !rest.utf8.starts(with: "/".utf8) {
            guard let scheme = ["http://", "https://"].first(where: { rest.utf8.starts(with: $0.utf8) }) else {
                return nil
            }
            let authority = Substring(rest.utf8.dropFirst(scheme.utf8.count))
            guard let slash = authority.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
            rest = authority[slash...]
        }
        if let fragment = rest.utf8.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<fragment] }
        guard let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            path = rest
            query = ""
            return
        }
        path = rest[..<mark]
        query = rest[rest.utf8.index(after: mark)...]
    }

    /// The query's names and values, in order; `nil` when a percent sign is not followed by two hex digits.
    func parameters() -> [(name: String, value: String)]? {
        var result: [(name: String, value: String)] = []
        for part in query.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = percentDecoded(pair[0], plusIsSpace: true),
                let value = percentDecoded(pair.count > 1 ? pair[1] : "", plusIsSpace: true)
            else { return nil }
            result.append((name, value))
        }
        return result
    }
}

/// Text without its percent-encoding; `nil` when that is broken, or what comes out is not UTF-8 or holds a NUL.
func percentDecoded(_ text: Substring, plusIsSpace: Bool = false) -> String? {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") || $0 >= 0x80 }) else {
        return String(text)
    }
    var bytes: [UInt8] = []
    var iterator = text.utf8.makeIterator()
    while let byte = iterator.next() {
        if byte == UInt8(ascii: "%") {
            guard let high = iterator.next().flatMap(hexDigit), let low = iterator.next().flatMap(hexDigit),
                high | low != 0
            else { return nil }
            bytes.append(high << 4 | low)
        } else {
            bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
        }
    }
    return String(validating: bytes, as: UTF8.self)
}
