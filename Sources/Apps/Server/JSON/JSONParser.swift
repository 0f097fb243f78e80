/// Reads JSON (RFC 8259) strictly, from clients that may wish ill.
///
/// Refused besides what is not JSON: bytes that are not UTF-8, names that come twice, half surrogates, numbers that no
/// Double holds, and more depth, members or elements than the limits. Nothing traps.
///
/// - Complexity: O(n) in the text's bytes.
public struct JSONParser {
    /// How much structure is taken.
    public struct Limits: Sendable {
        /// Arrays and objects within one another.
        public var depth = 16
        /// Members of one object.
        public var members = 64
        /// Elements of one array.
        public var elements = 4096
        /// Characters of one number.
        public var numberLength = 64

        /// Makes the default limits.
        public init() {}
    }

    private let bytes: [UInt8]
    private let limits: Limits
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// Reads one value and nothing behind it.
    ///
    /// - Throws: ``JSONSyntaxError``.
    public static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONSyntaxError) -> JSONValue {
        var parser = JSONParser(bytes, limits: limits)
        parser.skipSpace()
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.error("expected the end of the text") }
        return value
    }

    private func error(_ message: String) -> JSONSyntaxError { JSONSyntaxError(offset: position, message: message) }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONValue {
        guard let byte = current else { throw error("expected a value, was the end of the text") }
        switch byte {
        case UInt8(ascii: "{"): return try nested { (parser) throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(JSONSyntaxError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw error("expected a value")
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONSyntaxError) -> JSONValue
    ) throws(JSONSyntaxError) -> JSONValue {
        guard depth < limits.depth else { throw error("nested deeper than \(limits.depth)") }
        depth += 1
        position += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let matches = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard matches else { throw error("expected \(text)") }
        position += text.utf8CodeUnitCount
        return value
    }

    private mutating func array() throws(JSONSyntaxError) -> JSONValue {
        var elements: [JSONValue] = []
        skipSpace()
        if skip("]") { return .array(elements) }
        while true {
            guard elements.count < limits.elements else { throw error("more than \(limits.elements) elements") }
            skipSpace()
            elements.append(try value())
            skipSpace()
            if skip("]") { return .array(elements) }
            guard skip(",") else { throw error("expected , or ] in an array") }
        }
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONValue {
        var members: [JSONValue.Member] = []
        skipSpace()
        if skip("}") { return .object(members) }
        while true {
            guard members.count < limits.members else { throw error("more than \(limits.members) members") }
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw error("expected a name in an object") }
            let start = position
            let name = try string()
            guard !members.contains(where: { $0.name == name }) else {
                throw JSONSyntaxError(offset: start, message: "a name comes twice in an object")
            }
            skipSpace()
            guard skip(":") else { throw error("expected : after a name") }
            skipSpace()
            members.append(JSONValue.Member(name: name, value: try value()))
            skipSpace()
            if skip("}") { return .object(members) }
            guard skip(",") else { throw error("expected , or } in an object") }
        }
    }
}

extension JSONParser {
    private mutating func digits() -> Int {
        let start = position
        while let byte = current, byte >= 0x30, byte <= 0x39 { position += 1 }
        return position - start
    }

    private mutating func number() throws(JSONSyntaxError) -> Double {
        let start = position
        _ = skip("-")
        if skip("0") {
            if let byte = current, byte >= 0x30, byte <= 0x39 { throw error("a number starts with 0") }
        } else if digits() == 0 {
            throw error("expected a digit")
        }
        if skip("."), digits() == 0 { throw error("expected a digit after the point") }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            if digits() == 0 { throw error("expected a digit in the exponent") }
        }
        let text = bytes[start..<position]
        guard text.count <= limits.numberLength, let number = Double(String(decoding: text, as: UTF8.self)),
            number.isFinite
        else { throw JSONSyntaxError(offset: start, message: "a number is out of range") }
        return number
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        let start = position
        position += 1
        var unescaped: [UInt8] = []
        var plain = position
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                let run = bytes[plain..<position]
                position += 1
                unescaped.append(contentsOf: run)
                guard let text = String(validating: unescaped, as: UTF8.self) else {
                    throw JSONSyntaxError(offset: start, message: "a string is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                unescaped.append(contentsOf: bytes[plain..<position])
                position += 1
                unescaped.append(contentsOf: try escape())
                plain = position
            case 0..<0x20: throw error("a string has a control character")
            default: position += 1
            }
        }
        throw JSONSyntaxError(offset: start, message: "a string has no end")
    }

    private mutating func escape() throws(JSONSyntaxError) -> [UInt8] {
        guard let byte = current else { throw error("a string has no end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try escapedScalar())).utf8)
        default: throw error("a string has an unknown escape")
        }
    }

    private mutating func escapedScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, skip("\\"), skip("u") else { throw error("a string has half of a surrogate pair") }
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second) else { throw error("a string has half of a surrogate pair") }
        let joined = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00)
        guard let scalar = Unicode.Scalar(joined) else { throw error("a string has an unknown escape") }
        return scalar
    }

    private mutating func codeUnit() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = hexDigit(byte) else { throw error("expected four hex digits") }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}

/// The value of a hexadecimal digit; `nil` for other bytes.
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
