import CArrow

/// A column of a Parquet file to be written.
public struct ParquetField: Sendable, Equatable {
    /// The column's name.
    public let name: String
    /// What its cells are.
    public let kind: ColumnKind
    /// For texts: the texts that the cells are indices of.
    public let dictionary: [String]

    /// Describes a column.
    public init(_ name: String, _ kind: ColumnKind, dictionary: [String] = []) {
        self.name = name
        self.kind = kind
        self.dictionary = dictionary
    }
}

/// The cells of one column in a piece of rows, lent to a writer for one call.
public enum ParquetCells {
    /// Numbers.
    case doubles([Double])
    /// Whole numbers or timestamps, or anything else laid out in eight bytes, such as instants or lent numbers.
    case int64s(UnsafeRawBufferPointer)
    /// Days or dictionary indices.
    case int32s([Int32])
}

/// Writes a Parquet file piece by piece, packed by zstd or lz4.
///
/// For one thread at a time. The file is valid only after ``close()``; write under a temporary name, then publish with ``AtomicFile``.
public final class ParquetWriter {
    private let path: String
    private let kinds: [ColumnKind]
    private let handle: OpaquePointer
    private var isClosed = false

    /// Starts a file, writing over one that is there.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - fields: The columns.
    ///   - compressionLevel: The level of zstd; 0 packs by lz4 and leaves out statistics of numbers: a third quicker to write
    ///     and to read, and some 5 % larger where numbers have all their digits.
    /// - Throws: ``StorageError/table(path:doing:reason:)``.
    public init(path: String, fields: [ParquetField], compressionLevel: Int = 1) throws {
        self.path = path
        kinds = fields.map(\.kind)
        handle = try NativeCall.run(path, doing: "write") { error in
            ParquetWriter.withNative(fields) {
                martlet_parquet_writer_open(
                    path, $0, Int32(fields.count), Int32(compressionLevel), error, NativeCall.errorCapacity)
            }
        }
    }

    deinit { martlet_parquet_writer_free(handle) }

    /// Starts the next row group.
    public func startRowGroup() throws {
        precondition(!isClosed, "the Parquet file is closed")
        try check { martlet_parquet_writer_start_group(handle, $0, NativeCall.errorCapacity) }
    }

    /// Adds some rows of columns, which must be of the kinds the file was started with.
    public func append(_ columns: [Column], rows: Range<Int>) throws {
        precondition(columns.map(\.kind) == kinds, "columns of other kinds than the file's")
        try append(columns[...], rows: rows, [])
    }

    /// Adds a piece of `rowCount` rows: one set of cells for each column, laid out as the column's kind is.
    ///
    /// Nothing is copied before Parquet packs it.
    public func append(rowCount: Int, _ cells: [ParquetCells]) throws {
        precondition(cells.count == kinds.count, "expected \(kinds.count) columns, was \(cells.count)")
        try append(cells[...], rowCount: rowCount, [])
    }

    /// Writes the footer and closes the file.
    public func close() throws {
        precondition(!isClosed, "a Parquet file is closed once")
        isClosed = true
        try check { martlet_parquet_writer_close(handle, $0, NativeCall.errorCapacity) }
    }

    /// Borrows the columns one inside the other, then hands all their pointers over.
    private func append(_ columns: ArraySlice<Column>, rows: Range<Int>, _ pointers: [UnsafeRawPointer?]) throws {
        guard let column = columns.first else { return try append(pointers, rowCount: rows.count) }
        try column.withBytes { bytes in
            let start = bytes.baseAddress.map { $0 + rows.lowerBound * column.kind.stride }
            try append(columns.dropFirst(), rows: rows, pointers + [start])
        }
    }

    private func append(_ cells: ArraySlice<ParquetCells>, rowCount: Int, _ pointers: [UnsafeRawPointer?]) throws {
        guard let first = cells.first else { return try append(pointers, rowCount: rowCount) }
        let stride = kinds[pointers.count].stride
        func lend(_ bytes: UnsafeRawBufferPointer) throws {
            precondition(bytes.count == rowCount * stride, "a column with another count of rows")
            try append(cells.dropFirst(), rowCount: rowCount, pointers + [bytes.baseAddress])
        }
        switch first {
        case .doubles(let cells): try cells.withUnsafeBytes(lend)
        case .int64s(let bytes): try lend(bytes)
        case .int32s(let cells): try cells.withUnsafeBytes(lend)
        }
    }

    private func append(_ pointers: [UnsafeRawPointer?], rowCount: Int) throws {
        precondition(!isClosed, "the Parquet file is closed")
        guard rowCount > 0 else { return }
        try check { martlet_parquet_writer_append(handle, pointers, Int64(rowCount), $0, NativeCall.errorCapacity) }
    }

    private func check(_ body: (UnsafeMutablePointer<CChar>) -> Int32) throws {
        try NativeCall.run(path, doing: "write") { body($0) == 0 ? () : nil }
    }

    /// Lends fields in their C form.
    private static func withNative<R>(
        _ fields: [ParquetField], _ body: ([martlet_parquet_field]) throws -> R
    ) rethrows -> R {
        let texts = fields.flatMap { [$0.name] + $0.dictionary }
        return try NativeCall.withCStrings(texts) { pointers in
            var next = 0
            let native = fields.map { field in
                defer { next += 1 + field.dictionary.count }
                return martlet_parquet_field(
                    name: pointers[next], kind: field.kind.native,
                    zoned: field.kind == .timestamp(zoned: true) ? 1 : 0, dictionary: pointers + next + 1,
                    dictionary_count: Int64(field.dictionary.count))
            }
            return try body(native)
        }
    }
}
