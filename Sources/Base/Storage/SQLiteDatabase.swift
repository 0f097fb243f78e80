import CSQLite

/// A SQLite database: one connection that many threads share.
///
/// It runs in WAL mode with `synchronous=FULL`, so a committed transaction survives a power cut; foreign keys are
/// enforced, and another process's write lock is waited for up to five seconds.
///
/// `@unchecked Sendable`: `connection` is set once; `statements` and `depth`, and every call that uses the
/// connection, are reached only while `lock` is held.
public final class SQLiteDatabase: @unchecked Sendable {
    /// Where the database lies; `:memory:` is one that goes with this object.
    public let path: String
    private let connection: OpaquePointer
    private let lock = RecursiveLock()
    private var statements: [String: SQLiteStatement] = [:]
    private var depth = 0

    /// Opens a database, making the file when there is none.
    ///
    /// - Throws: ``StorageError/database(path:code:message:sql:)`` when it is no database or cannot be opened.
    public init(path: String) throws {
        self.path = path
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let message = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "cannot be opened"
            sqlite3_close_v2(handle)
            throw StorageError.database(path: path, code: Int(code), message: message, sql: "")
        }
        connection = handle
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, 5000)
        for pragma in ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"] {
            try script("PRAGMA \(pragma)")
        }
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(connection)
    }

    /// Runs one statement that gives no rows.
    public func execute(_ sql: String, _ arguments: [SQLiteValue] = []) throws {
        try lock.locked {
            try use(sql, arguments) { statement in
                while try step(statement) {}
            }
        }
    }

    /// Runs a statement once for each set of arguments; much quicker inside a transaction.
    public func executeMany(_ sql: String, _ argumentSets: some Sequence<[SQLiteValue]>) throws {
        try transaction { database in
            for arguments in argumentSets { try database.execute(sql, arguments) }
        }
    }

    /// Runs a query and turns each row into a value.
    public func query<T>(
        _ sql: String, _ arguments: [SQLiteValue] = [], _ read: (borrowing SQLiteRow) throws -> T
    ) throws -> [T] {
        try lock.locked {
            try use(sql, arguments) { statement in
                var values: [T] = []
                let row = SQLiteRow(statement)
                while try step(statement) { values.append(try read(row)) }
                return values
            }
        }
    }

    /// The value of the first row of a query; `nil` when it gives no row.
    public func first<T>(
        _ sql: String, _ arguments: [SQLiteValue] = [], _ read: (borrowing SQLiteRow) throws -> T
    ) throws -> T? {
        try lock.locked {
            try use(sql, arguments) { statement in
                guard try step(statement) else { return nil }
                let row = SQLiteRow(statement)
                return try read(row)
            }
        }
    }

    /// The number of rows the last statement inserted, changed or deleted.
    public var changes: Int { lock.locked { Int(sqlite3_changes64(connection)) } }

    /// The row identifier of the last row inserted.
    public var lastInsertedRow: Int { lock.locked { Int(sqlite3_last_insert_rowid(connection)) } }

    /// Runs `body` as one transaction: all of it is kept when it returns, none when it throws.
    ///
    /// The write lock is taken at once. A transaction inside a transaction is a savepoint of the outer one. Other
    /// threads wait until the transaction is over.
    public func transaction<T>(_ body: (SQLiteDatabase) throws -> T) throws -> T {
        try lock.locked {
            let savepoint = "martlet_\(depth)"
            try script(depth == 0 ? "BEGIN IMMEDIATE" : "SAVEPOINT \(savepoint)")
            depth += 1
            do {
                let value = try body(self)
                try script(depth == 1 ? "COMMIT" : "RELEASE \(savepoint)")
                depth -= 1
                return value
            } catch {
                depth -= 1
                rollBack(savepoint)
                throw error
            }
        }
    }

    /// Brings the tables of a named schema up to date: runs, in one transaction, the steps it has not seen yet.
    ///
    /// A step is SQL text and may hold several statements. Steps are only ever added at the end.
    ///
    /// - Throws: ``StorageError/newerSchema(schema:known:found:)`` when the file has seen more steps than are given.
    public func migrate(schema: String, steps: [String]) throws {
        try transaction { database in
            try database.script(
                "CREATE TABLE IF NOT EXISTS schema_versions (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT")
            let select = "SELECT version FROM schema_versions WHERE name = ?"
            let found = try database.first(select, [.text(schema)]) { try $0.int("version") } ?? 0
            guard found <= steps.count else {
                throw StorageError.newerSchema(schema: schema, known: steps.count, found: found)
            }
            for step in steps[found...] { try database.script(step) }
            try database.execute(
                "INSERT INTO schema_versions VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version",
                [.text(schema), .integer(steps.count)])
        }
    }

    /// Runs a text of one or more statements without arguments.
    public func script(_ sql: String) throws {
        try lock.locked {
            let code = sqlite3_exec(connection, sql, nil, nil, nil)
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
    }

    private func rollBack(_ savepoint: String) {
        // The transaction's own error is on its way up; one of ROLLBACK (SQLite has rolled back already) adds nothing.
        if depth == 0 {
            sqlite3_exec(connection, "ROLLBACK", nil, nil, nil)
        } else {
            sqlite3_exec(connection, "ROLLBACK TO \(savepoint); RELEASE \(savepoint)", nil, nil, nil)
        }
    }

    /// Lends a prepared statement, taken out of the cache meanwhile, so that the same text may be used inside `body`.
    private func use<T>(_ sql: String, _ arguments: [SQLiteValue], _ body: (SQLiteStatement) throws -> T) throws -> T {
        let statement = try statements.removeValue(forKey: sql) ?? prepare(sql)
        defer {
            statement.reset()
            if statements.count < 128 { statements[sql] = statement }
        }
        let wanted = Int(sqlite3_bind_parameter_count(statement.handle))
        guard arguments.count == wanted else {
            let message = "expected \(wanted) arguments, was \(arguments.count)"
            throw StorageError.database(path: path, code: Int(SQLITE_RANGE), message: message, sql: sql)
        }
        let code = statement.bind(arguments)
        guard code == SQLITE_OK else { throw failure(code, sql) }
        return try body(statement)
    }

    private func prepare(_ sql: String) throws -> SQLiteStatement {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK else { throw failure(code, sql) }
        guard let handle else {
            throw StorageError.database(path: path, code: Int(SQLITE_MISUSE), message: "empty statement", sql: sql)
        }
        return SQLiteStatement(handle, sql: sql)
    }

    /// Whether there is a row.
    private func step(_ statement: SQLiteStatement) throws -> Bool {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code, statement.sql)
        }
    }

    private func failure(_ code: Int32, _ sql: String) -> StorageError {
        .database(path: path, code: Int(code), message: String(cString: sqlite3_errmsg(connection)), sql: sql)
    }
}
