import CArrow

/// What the cells of a column are.
public enum ColumnKind: Sendable, Equatable, CustomStringConvertible {
    /// Whole numbers.
    case int64
    /// Floating-point numbers.
    case double
    /// Nanoseconds since 1970-01-01; `zoned` says whether the source named a time zone, so that they are UTC.
    case timestamp(zoned: Bool)
    /// Days since 1970-01-01.
    case date
    /// Texts, kept as indices into a dictionary.
    case text
    /// Flags.
    case bool

    /// The kind in words, for messages.
    public var description: String {
        switch self {
        case .int64: "whole numbers"
        case .double: "numbers"
        case .timestamp(let zoned): zoned ? "timestamps" : "timestamps without a time zone"
        case .date: "dates"
        case .text: "texts"
        case .bool: "flags"
        }
    }

    init(_ column: martlet_arrow_column) {
        self =
            switch column.kind {
            case MARTLET_ARROW_DOUBLE: .double
            case MARTLET_ARROW_TIMESTAMP: .timestamp(zoned: column.zoned != 0)
            case MARTLET_ARROW_DATE: .date
            case MARTLET_ARROW_TEXT: .text
            case MARTLET_ARROW_BOOL: .bool
            default: .int64
            }
    }

    var native: martlet_arrow_kind {
        switch self {
        case .int64: MARTLET_ARROW_INT64
        case .double: MARTLET_ARROW_DOUBLE
        case .timestamp: MARTLET_ARROW_TIMESTAMP
        case .date: MARTLET_ARROW_DATE
        case .text: MARTLET_ARROW_TEXT
        case .bool: MARTLET_ARROW_BOOL
        }
    }

    /// The bytes one cell takes in memory.
    var stride: Int {
        switch self {
        case .int64, .double, .timestamp: 8
        case .date, .text: 4
        case .bool: 1
        }
    }
}
