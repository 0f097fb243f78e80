public import Base

/// Some row groups of a Parquet file in memory, whose rows are asked for by the group they lie in.
public struct RowGroups {
    /// The columns, the groups one below the other.
    public let table: ColumnTable
    /// The row of the table at which each row group starts.
    private let starts: [Int: Int]

    /// Reads row groups, increasing; one that the file does not have is left out.
    ///
    /// - Throws: ``StorageError`` when the file cannot be read or has not such columns.
    public init(_ groups: [Int], of path: String, columns: [String]) throws {
        let sizes = try ParquetFile.schema(of: path).rowGroupRows
        let present = groups.filter(sizes.indices.contains)
        var starts: [Int: Int] = [:]
        var row = 0
        for group in present {
            starts[group] = row
            row += sizes[group]
        }
        self.starts = starts
        table = try ParquetFile.read(path, columns: columns, rowGroups: present)
    }

    /// The rows of the table that are some of a row group; `nil` where there are not so many.
    public func rows(_ count: Int, from firstRow: Int, ofGroup group: Int) -> Range<Int>? {
        guard let start = starts[group], firstRow >= 0, count > 0, start + firstRow + count <= table.rowCount else {
            return nil
        }
        return (start + firstRow)..<(start + firstRow + count)
    }
}

extension Column {
    /// Some cells of a column of timestamps.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when they are of another kind.
    public func instants(in rows: Range<Int>) throws -> [Instant] {
        try withInt64s { cells in
            [Instant](unsafeUninitializedCapacity: rows.count) { target, count in
                let source = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: cells[rows]))
                UnsafeMutableRawBufferPointer(target).copyMemory(from: source)
                count = rows.count
            }
        }
    }
}
