/// The name an instrument is known by, such as `AAPL`, `BRK.B`, `^GSPC`, `EURUSD=X` or `BTC-USD`.
///
/// One to thirty-two characters out of letters, digits and `. - _ ^ = / :`; kept in upper case.
public struct Symbol: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The name in upper case.
    public let name: String

    /// Makes a symbol; `nil` when the text is empty, too long or has other characters.
    public init?(_ text: String) {
        // Checked before it is raised to upper case, which would turn other letters (ß, ﬁ) into allowed ones.
        guard (1...32).contains(text.utf8.count), text.utf8.allSatisfy(Symbol.allows) else { return nil }
        name = text.uppercased()
    }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "="),
            UInt8(ascii: "/"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    /// The name.
    public var description: String { name }

    /// Alphabetical order.
    public static func < (left: Symbol, right: Symbol) -> Bool { left.name < right.name }

    /// Codes as its name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let symbol = Symbol(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not a symbol")
        }
        self = symbol
    }

    /// Codes as its name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
