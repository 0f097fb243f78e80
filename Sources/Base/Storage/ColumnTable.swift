/// Named columns of one length, which do not change.
public struct ColumnTable: Sendable {
    /// The number of rows.
    public let rowCount: Int
    /// The columns, in order.
    public let columns: [Column]

    /// Makes a table of columns, which must have one length.
    public init(_ columns: [Column]) {
        self.init(columns, rowCount: columns.first?.count ?? 0)
    }

    init(_ columns: [Column], rowCount: Int) {
        precondition(columns.allSatisfy { $0.count == rowCount }, "columns of a table must have one length")
        self.columns = columns
        self.rowCount = rowCount
    }

    /// The names of the columns, in order.
    public var columnNames: [String] { columns.map(\.name) }

    /// The column of a name; `nil` when there is none.
    public subscript(name: String) -> Column? { columns.first { $0.name == name } }

    /// The column of a name.
    ///
    /// - Throws: ``StorageError/noColumn(name:present:)``.
    public func column(_ name: String) throws -> Column {
        guard let column = self[name] else { throw StorageError.noColumn(name: name, present: columnNames) }
        return column
    }
}
