public import Base

/// A value of SQLite: an argument of a statement.
public enum SQLiteValue: Sendable, Equatable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A floating-point number; NaN is stored as NULL, as SQLite does.
    case real(Double)
    /// A text in UTF-8.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// A whole number.
    public static func integer(_ value: Int) -> SQLiteValue { .integer(Int64(value)) }

    /// An instant, as its nanoseconds.
    public static func instant(_ value: Instant) -> SQLiteValue { .integer(value.nanoseconds) }

    /// A flag, as 0 or 1.
    public static func flag(_ value: Bool) -> SQLiteValue { .integer(value ? 1 : 0) }

    /// A text, NULL where there is none.
    public static func optional(_ value: String?) -> SQLiteValue { value.map { .text($0) } ?? .null }

    /// A number, NULL where there is none.
    public static func optional(_ value: Double?) -> SQLiteValue { value.map { .real($0) } ?? .null }

    /// A whole number, NULL where there is none.
    public static func optional(_ value: Int?) -> SQLiteValue { value.map { .integer(Int64($0)) } ?? .null }

    /// An instant, NULL where there is none.
    public static func optional(_ value: Instant?) -> SQLiteValue { value.map { .instant($0) } ?? .null }
}

extension SQLiteValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// Makes a whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// Makes a floating-point number.
    public init(floatLiteral value: Double) { self = .real(value) }
    /// Makes a text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Makes 0 or 1.
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    /// Makes NULL.
    public init(nilLiteral: ()) { self = .null }
}
