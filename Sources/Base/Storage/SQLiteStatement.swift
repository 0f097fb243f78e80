import CSQLite

/// One prepared statement, finalised when it goes.
final class SQLiteStatement {
    let sql: String
    let handle: OpaquePointer
    /// Column names in order; filled when the first row is read.
    private(set) lazy var columns: [String] = (0..<sqlite3_column_count(handle)).map { index in
        sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
    }

    init(_ handle: OpaquePointer, sql: String) {
        self.handle = handle
        self.sql = sql
    }

    deinit { sqlite3_finalize(handle) }

    /// Binds the arguments from the first placeholder on; the result is SQLite's code.
    func bind(_ arguments: [SQLiteValue]) -> Int32 {
        for (offset, argument) in arguments.enumerated() {
            let code = bind(argument, at: Int32(offset + 1))
            if code != SQLITE_OK { return code }
        }
        return SQLITE_OK
    }

    /// Makes the statement ready for the next use.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .real(let number): return sqlite3_bind_double(handle, index, number)
        case .text(let text):
            var copy = text
            return copy.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    guard let start = characters.baseAddress else {
                        return martlet_sqlite3_bind_text(handle, index, "", 0)
                    }
                    return martlet_sqlite3_bind_text(handle, index, start, Int32(characters.count))
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
            return bytes.withUnsafeBytes {
                martlet_sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count))
            }
        }
    }
}
