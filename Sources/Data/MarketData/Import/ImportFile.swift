import Storage

/// The columns of a file that bars are made of, whatever the file's format.
struct ImportFile {
    let path: String
    let table: ColumnTable
    let columns: [ColumnMapping.Role: String]
    /// The number by which the first row of data goes in messages: in a CSV file the header is row 1.
    let firstRow: Int

    init(path: String, options: ImportOptions) throws {
        self.path = path
        if try ImportFile.isParquet(path) {
            columns = try options.mapping.resolve(among: ParquetFile.schema(of: path).columnNames, path: path)
            table = try ParquetFile.read(path, columns: Array(Set(columns.values)))
            firstRow = 1
        } else {
            let header = try CSVFile.header(of: path)
            let columns = try options.mapping.resolve(among: header.names, path: path)
            let wanted = columns.map { role, name in (name: name, kind: ImportFile.kind(of: role)) }
            table = try CSVFile.read(
                path,
                options: CSVOptions(
                    delimiter: header.delimiter, decimalPoint: options.decimalPoint, columns: wanted))
            self.columns = columns
            firstRow = 2
        }
        guard table.rowCount > 0 else { throw MarketDataError.noRows(path: path) }
    }

    /// The column of a role; `nil` when the file has none.
    func column(_ role: ColumnMapping.Role) -> Column? { columns[role].flatMap { table[$0] } }

    /// The column of a role that detection made sure of.
    func required(_ role: ColumnMapping.Role) throws -> Column {
        guard let column = column(role) else {
            throw MarketDataError.missingColumn(path: path, need: role.rawValue, present: table.columnNames)
        }
        return column
    }

    func badCell(_ column: Column, row: Int, expected: String, was: String) -> MarketDataError {
        .badCell(path: path, row: row + firstRow, column: column.name, expected: expected, was: was)
    }

    func badColumn(_ column: Column, expected: String) -> MarketDataError {
        .badColumn(path: path, column: column.name, expected: expected, was: column.kind.description)
    }

    private static func isParquet(_ path: String) throws -> Bool { try TextFile.head(of: path, count: 4) == "PAR1" }

    /// What a column of a CSV file is read as: names that look like numbers stay names.
    private static func kind(of role: ColumnMapping.Role) -> ColumnKind? {
        switch role {
        case .symbol: .text
        case .time: nil
        default: .double
        }
    }
}
