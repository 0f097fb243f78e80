import CArrow

/// A table that Arrow made; it owns the memory of its columns' cells.
///
/// `@unchecked Sendable`: the handle is set once, and CArrow promises that a table never changes once made.
final class NativeTable: @unchecked Sendable {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { martlet_arrow_table_free(handle) }

    /// The table's columns, which keep this object alive.
    func columns() -> ColumnTable {
        let rows = Int(martlet_arrow_table_rows(handle))
        let columns = (0..<martlet_arrow_table_column_count(handle)).map { index in
            let column = martlet_arrow_table_column(handle, index)
            return Column(
                native: NativeCells(table: self, start: column.values), name: String(cString: column.name),
                kind: ColumnKind(column), count: rows, missing: Int(column.missing),
                dictionary: dictionary(index, count: column.dictionary_count))
        }
        return ColumnTable(columns, rowCount: rows)
    }

    private func dictionary(_ column: Int32, count: Int64) -> [String] {
        (0..<count).map { index in
            var length: Int64 = 0
            guard let start = martlet_arrow_table_text(handle, column, index, &length), length > 0 else { return "" }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(length))
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

/// The cells of one column of a ``NativeTable``.
///
/// `@unchecked Sendable`: the pointer is into memory that never changes and that `table` keeps alive.
struct NativeCells: @unchecked Sendable {
    let table: NativeTable
    let start: UnsafeRawPointer?
}

/// Calls into CArrow with a buffer for the text of a failure.
enum NativeCall {
    static let errorCapacity: Int32 = 1024

    /// Runs `body`; its `nil` becomes an error with the text it left.
    static func run<T>(
        _ path: String, doing: String, _ body: (UnsafeMutablePointer<CChar>) throws -> T?
    ) throws -> T {
        try withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(errorCapacity)) { error in
            guard let start = error.baseAddress else { preconditionFailure("no room for an error text") }
            start.initialize(repeating: 0, count: error.count)
            guard let value = try body(start) else {
                throw StorageError.table(path: path, doing: doing, reason: String(cString: start))
            }
            return value
        }
    }

    /// Lends texts as an array of C strings.
    static func withCStrings<R>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) throws -> R
    ) rethrows -> R {
        // One block of bytes with each text ended by NUL, and a pointer to the start of each.
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for text in texts {
            offsets.append(bytes.count)
            bytes.append(contentsOf: text.utf8.map { CChar(bitPattern: $0) })
            bytes.append(0)
        }
        return try bytes.withUnsafeBufferPointer { block in
            let pointers = offsets.map { offset in block.baseAddress.map { UnsafePointer($0 + offset) } } + [nil]
            return try pointers.withUnsafeBufferPointer { list in
                guard let start = list.baseAddress else { preconditionFailure("an array with an element has a start") }
                return try body(start)
            }
        }
    }
}
