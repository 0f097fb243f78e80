public import Base
import CSQLite

/// The row a query stands on; it can be read only inside the closure that gets it.
public struct SQLiteRow: ~Copyable {
    private let statement: SQLiteStatement

    init(_ statement: SQLiteStatement) { self.statement = statement }

    /// The names of the columns, in order.
    public var columns: [String] { statement.columns }

    /// A whole number.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func int(_ name: String) throws -> Int { try require(optionalInt(name), name, "a whole number") }

    /// A number, whole or not.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func double(_ name: String) throws -> Double { try require(optionalDouble(name), name, "a number") }

    /// A text.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func text(_ name: String) throws -> String { try require(optionalText(name), name, "a text") }

    /// An instant kept as nanoseconds.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func instant(_ name: String) throws -> Instant { try require(optionalInstant(name), name, "an instant") }

    /// A flag kept as 0 or 1.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell is no whole number.
    public func flag(_ name: String) throws -> Bool { try int(name) != 0 }

    /// Bytes; none for NULL.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func blob(_ name: String) throws -> [UInt8] {
        let index = try index(name)
        switch sqlite3_column_type(statement.handle, index) {
        case SQLITE_NULL: return []
        case SQLITE_BLOB:
            let count = Int(sqlite3_column_bytes(statement.handle, index))
            guard count > 0, let start = sqlite3_column_blob(statement.handle, index) else { return [] }
            return Array(UnsafeRawBufferPointer(start: start, count: count))
        default: throw mismatch(name, index, "bytes")
        }
    }

    /// A whole number, `nil` for NULL.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func optionalInt(_ name: String) throws -> Int? {
        let index = try index(name)
        switch sqlite3_column_type(statement.handle, index) {
        case SQLITE_NULL: return nil
        case SQLITE_INTEGER: return Int(sqlite3_column_int64(statement.handle, index))
        default: throw mismatch(name, index, "a whole number")
        }
    }

    /// A number, `nil` for NULL.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func optionalDouble(_ name: String) throws -> Double? {
        let index = try index(name)
        switch sqlite3_column_type(statement.handle, index) {
        case SQLITE_NULL: return nil
        case SQLITE_INTEGER, SQLITE_FLOAT: return sqlite3_column_double(statement.handle, index)
        default: throw mismatch(name, index, "a number")
        }
    }

    /// A text, `nil` for NULL.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func optionalText(_ name: String) throws -> String? {
        let index = try index(name)
        switch sqlite3_column_type(statement.handle, index) {
        case SQLITE_NULL: return nil
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(statement.handle, index) else { return "" }
            let count = Int(sqlite3_column_bytes(statement.handle, index))
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        default: throw mismatch(name, index, "a text")
        }
    }

    /// An instant kept as nanoseconds, `nil` for NULL.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cell holds anything else.
    public func optionalInstant(_ name: String) throws -> Instant? {
        try optionalInt(name).map { Instant(nanoseconds: Int64($0)) }
    }

    private func index(_ name: String) throws -> Int32 {
        guard let index = statement.columns.firstIndex(of: name) else {
            throw StorageError.noColumn(name: name, present: statement.columns)
        }
        return Int32(index)
    }

    private func require<T>(_ value: T?, _ name: String, _ expected: String) throws -> T {
        guard let value else { throw StorageError.wrongType(column: name, expected: expected, was: "NULL") }
        return value
    }

    private func mismatch(_ name: String, _ index: Int32, _ expected: String) -> StorageError {
        let was =
            switch sqlite3_column_type(statement.handle, index) {
            case SQLITE_INTEGER: "a whole number"
            case SQLITE_FLOAT: "a number"
            case SQLITE_TEXT: "a text"
            case SQLITE_BLOB: "bytes"
            default: "NULL"
            }
        return .wrongType(column: name, expected: expected, was: was)
    }
}
