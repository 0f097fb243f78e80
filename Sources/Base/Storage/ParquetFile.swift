import CArrow

/// What a Parquet file says about itself in its footer.
public struct ParquetSchema: Sendable, Equatable {
    /// The names of its top-level columns, in order.
    public let columnNames: [String]
    /// Their types in Arrow's words, such as `timestamp[us]`.
    public let columnTypes: [String]
    /// The number of rows in each row group.
    public let rowGroupRows: [Int]
    /// The number of rows.
    public var rowCount: Int { rowGroupRows.reduce(0, +) }
}

/// Reads and writes Parquet files, through Arrow C++.
public enum ParquetFile {
    /// Reads the footer of a file.
    ///
    /// - Throws: ``StorageError/table(path:doing:reason:)``.
    public static func schema(of path: String) throws -> ParquetSchema {
        let handle = try NativeCall.run(path, doing: "read") {
            martlet_parquet_schema_read(path, $0, NativeCall.errorCapacity)
        }
        defer { martlet_parquet_schema_free(handle) }
        let columns = 0..<martlet_parquet_schema_column_count(handle)
        return ParquetSchema(
            columnNames: columns.map { String(cString: martlet_parquet_schema_name(handle, $0)) },
            columnTypes: columns.map { String(cString: martlet_parquet_schema_type(handle, $0)) },
            rowGroupRows: (0..<martlet_parquet_schema_group_count(handle)).map {
                Int(martlet_parquet_schema_group_rows(handle, $0))
            })
    }

    /// Reads a file, or some of its columns and row groups.
    ///
    /// A file packed as a whole by gzip or zstd is unpacked in memory first. Integers of any width become whole numbers; floats and decimals become numbers; texts, plain or dictionary-coded,
    /// become texts; timestamps of any unit become nanoseconds. Lists, structs and maps are left out unless asked for.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - columns: The names of the columns to read, in this order; all when `nil`.
    ///   - rowGroups: The row groups to read; all when `nil`.
    /// - Returns: The columns, in the order asked for or in the file's.
    /// - Throws: ``StorageError/table(path:doing:reason:)`` when it is no Parquet file, a column is not there or of a
    ///   kind that is not supported, or a value does not fit.
    public static func read(_ path: String, columns: [String]? = nil, rowGroups: [Int]? = nil) throws -> ColumnTable {
        let groups = (rowGroups ?? []).map { Int32(clamping: $0) }
        let handle = try NativeCall.run(path, doing: "read") { error in
            NativeCall.withCStrings(columns ?? []) { names in
                martlet_parquet_read(
                    path, names, columns.map { Int32($0.count) } ?? -1, groups,
                    rowGroups == nil ? -1 : Int32(groups.count), error, NativeCall.errorCapacity)
            }
        }
        return NativeTable(handle).columns()
    }

    /// Writes a table as a Parquet file, packed by zstd: the file is there whole or not at all.
    ///
    /// - Throws: ``StorageError``.
    public static func write(
        _ table: ColumnTable, to path: String, compressionLevel: Int = 1, rowGroupRows: Int = 1 << 20
    ) throws {
        precondition(rowGroupRows > 0, "a row group holds rows")
        let temporary = AtomicFile.temporaryName(for: path)
        do {
            let fields = table.columns.map { ParquetField($0.name, $0.kind, dictionary: $0.dictionary) }
            let writer = try ParquetWriter(path: temporary, fields: fields, compressionLevel: compressionLevel)
            for start in Swift.stride(from: 0, to: table.rowCount, by: rowGroupRows) {
                try writer.startRowGroup()
                try writer.append(table.columns, rows: start..<min(start + rowGroupRows, table.rowCount))
            }
            try writer.close()
            try AtomicFile.publish(temporary, as: path)
        } catch {
            AtomicFile.discard(temporary)
            throw error
        }
    }
}
