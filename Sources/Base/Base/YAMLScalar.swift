/// The scalars of the YAML 1.2 core schema.
enum YAMLScalar {
    private static let tagPrefix = "tag:yaml.org,2002:"

    static func value(
        _ text: String, tag: String?, isPlain: Bool, at position: YAMLPosition
    ) throws(YAMLError) -> YAMLValue {
        guard let tag, tag != "!" else {
            return isPlain && tag == nil ? try plain(text, at: position) : .string(text)
        }
        let name = tag.hasPrefix(tagPrefix) ? String(tag.dropFirst(tagPrefix.count)) : tag
        if name == "str" { return .string(text) }
        let value = try plain(text, at: position)
        switch (name, value) {
        case ("null", .null), ("bool", .bool), ("int", .int), ("float", .double): return value
        case ("float", .int(let number)): return .double(Double(number))
        case ("null", _), ("bool", _), ("int", _), ("float", _):
            throw .unexpected(position, expected: "a value of the tag !!\(name)", was: value.kindName)
        default: throw .unsupported(position, what: "the tag \(tag) is not known; leave it out")
        }
    }

    static func check(_ tag: String?, is name: String, at position: YAMLPosition) throws(YAMLError) {
        guard let tag, tag != "!", tag != tagPrefix + name else { return }
        throw .unsupported(position, what: "the tag \(tag) is not known here; leave it out")
    }

    private static func plain(_ text: String, at position: YAMLPosition) throws(YAMLError) -> YAMLValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .double(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .double(-.infinity)
        case ".nan", ".NaN", ".NAN": return .double(.nan)
        default: return try number(text, at: position) ?? .string(text)
        }
    }

    private static func number(_ text: String, at position: YAMLPosition) throws(YAMLError) -> YAMLValue? {
        if let (digits, radix) = wholeNumber(text) {
            guard let value = Int(digits, radix: radix) else {
                throw .unsupported(
                    position, what: "\(text) is too large for a whole number; quote it to keep it as a text")
            }
            return .int(value)
        }
        guard isDecimal(Array(text.utf8)), let value = Double(text), value.isFinite else { return nil }
        return .double(value)
    }

    private static func wholeNumber(_ text: String) -> (digits: Substring, radix: Int)? {
        for (prefix, radix) in [("0x", 16), ("0o", 8)] where text.hasPrefix(prefix) {
            let digits = text.dropFirst(2)
            let allowed = !digits.isEmpty && digits.allSatisfy { $0.isASCII && ($0.hexDigitValue ?? 16) < radix }
            return allowed ? (digits, radix) : nil
        }
        let unsigned = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
        guard !unsigned.isEmpty, unsigned.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return (text[...], 10)
    }

    /// Whether the bytes are `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
    private static func isDecimal(_ bytes: [UInt8]) -> Bool {
        var index = 0
        func skip(_ characters: String) -> Bool {
            guard index < bytes.count, characters.utf8.contains(bytes[index]) else { return false }
            index += 1
            return true
        }
        func digits() -> Int {
            let start = index
            while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
            return index - start
        }
        _ = skip("+-")
        let whole = digits()
        let fraction = skip(".") ? digits() : 0
        guard whole + fraction > 0 else { return false }
        if skip("eE") {
            _ = skip("+-")
            guard digits() > 0 else { return false }
        }
        return index == bytes.count
    }
}
