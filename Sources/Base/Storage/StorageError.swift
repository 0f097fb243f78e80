/// What can go wrong with files, tables and the state database.
public enum StorageError: Error, Equatable, Sendable {
    /// The operating system refused a file operation.
    case file(path: String, doing: String, reason: String)
    /// SQLite refused; `sql` is the statement without its arguments, `code` SQLite's extended result code.
    case database(path: String, code: Int, message: String, sql: String)
    /// A row has no column of this name.
    case noColumn(name: String, present: [String])
    /// A column holds another kind of value than was asked for.
    case wrongType(column: String, expected: String, was: String)
    /// The file was written by a newer Martlet.
    case newerSchema(schema: String, known: Int, found: Int)
    /// A Parquet or CSV file cannot be read or written; `reason` is Arrow's own text.
    case table(path: String, doing: String, reason: String)
}

extension StorageError: CustomStringConvertible {
    /// What happened, where, and what mends it.
    public var description: String {
        switch self {
        case .file(let path, let doing, let reason):
            "cannot \(doing) \(path): \(reason)"
        case .database(let path, let code, let message, let sql):
            "database \(path): \(message) (code \(code))\(sql.isEmpty ? "" : " in: \(StorageError.firstLine(sql))")"
        case .noColumn(let name, let present):
            "there is no column \(name); the columns are \(present.joined(separator: ", "))"
        case .wrongType(let column, let expected, let was):
            "column \(column): expected \(expected), was \(was)"
        case .newerSchema(let schema, let known, let found):
            "the \(schema) tables have version \(found), this martlet knows up to \(known); use a newer martlet"
        case .table(let path, let doing, let reason):
            "cannot \(doing) \(path): \(reason)"
        }
    }

    private static func firstLine(_ sql: String) -> String {
        let words = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= 120 ? words : words.prefix(117) + "..."
    }
}
