import Base
import Storage
import TestKit
import Testing

struct SQLiteDatabaseTests {
    private let folder: TemporaryFolder
    private let database: SQLiteDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try SQLiteDatabase(path: folder.file("state.db"))
        try database.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT, weight REAL, body BLOB)")
    }

    private func count() throws -> Int {
        try database.first("SELECT count(*) AS n FROM things") { try $0.int("n") } ?? -1
    }

    @Test("gives back what was put in, of every kind")
    func roundTrip() throws {
        let name = "naïve \u{0} 🐦 'quoted' "
        try database.execute(
            "INSERT INTO things VALUES (?, ?, ?, ?)",
            [.integer(Int64.min), .text(name), .real(-0.1), .blob([0, 255, 7])])
        try database.execute("INSERT INTO things VALUES (2, '', NULL, ?)", [.blob([])])
        let rows = try database.query("SELECT * FROM things ORDER BY id") { row in
            (try row.int("id"), try row.text("name"), try row.optionalDouble("weight"), try row.blob("body"))
        }
        #expect(rows.count == 2)
        #expect(rows[0] == (Int.min, name, -0.1, [0, 255, 7]))
        #expect(rows[1] == (2, "", nil, []))
    }

    @Test("runs in WAL mode with full durability and foreign keys")
    func pragmas() throws {
        #expect(try database.first("PRAGMA journal_mode") { try $0.text("journal_mode") } == "wal")
        #expect(try database.first("PRAGMA synchronous") { try $0.int("synchronous") } == 2)
        #expect(try database.first("PRAGMA foreign_keys") { try $0.int("foreign_keys") } == 1)
    }

    @Test("keeps nothing of a transaction that throws, also inside another")
    func rollback() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try database.transaction { database in
                try database.execute("INSERT INTO things (name) VALUES ('a')")
                throw Stop()
            }
        }
        #expect(try count() == 0)
        try database.transaction { database in
            try database.execute("INSERT INTO things (name) VALUES ('kept')")
            try? database.transaction { inner in
                try inner.execute("INSERT INTO things (name) VALUES ('dropped')")
                throw Stop()
            }
            try database.transaction { try $0.execute("INSERT INTO things (name) VALUES ('kept too')") }
        }
        #expect(
            try database.query("SELECT name FROM things ORDER BY id") { try $0.text("name") } == ["kept", "kept too"])
    }

    @Test("survives a statement that fails in a transaction and can be used after")
    func failureInside() throws {
        #expect(throws: StorageError.self) {
            try database.transaction { database in
                try database.execute("INSERT INTO things (id) VALUES (1)")
                try database.execute("INSERT INTO things (id) VALUES (1)")
            }
        }
        try database.transaction { try $0.execute("INSERT INTO things (id) VALUES (1)") }
        #expect(try count() == 1)
    }

    @Test("may be asked the same query from inside its own row closure")
    func reentrant() throws {
        for id in 1...3 { try database.execute("INSERT INTO things (id) VALUES (?)", [.integer(id)]) }
        let sql = "SELECT id FROM things ORDER BY id"
        let nested = try database.query(sql) { row in
            try row.int("id") * database.query(sql) { try $0.int("id") }.reduce(0, +)
        }
        #expect(nested == [6, 12, 18])
    }

    @Test("is shared by threads: every increment of 4 × 50 transactions counts")
    func threads() async throws {
        try database.execute("INSERT INTO things (id, weight) VALUES (1, 0)")
        let database = database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<50 {
                        try database.transaction { database in
                            let weight =
                                try database.first("SELECT weight FROM things") { try $0.double("weight") } ?? 0
                            try database.execute("UPDATE things SET weight = ?", [.real(weight + 1)])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try database.first("SELECT weight FROM things") { try $0.double("weight") } == 200)
    }

    @Test("waits for another connection's write lock instead of failing")
    func twoConnections() async throws {
        let other = try SQLiteDatabase(path: folder.file("state.db"))
        let database = database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for connection in [database, other] {
                group.addTask {
                    for _ in 0..<40 { try connection.execute("INSERT INTO things (name) VALUES ('x')") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try count() == 80)
    }

    @Test("migrates each named schema once, step by step, and refuses a newer file")
    func migrations() throws {
        let first = "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('one')"
        let second = "ALTER TABLE notes ADD COLUMN stars INTEGER NOT NULL DEFAULT 5"
        try database.migrate(schema: "notes", steps: [first])
        try database.migrate(schema: "notes", steps: [first, second])
        try database.migrate(schema: "notes", steps: [first, second])
        try database.migrate(schema: "other", steps: ["CREATE TABLE others (id INTEGER)"])
        #expect(try database.query("SELECT stars FROM notes") { try $0.int("stars") } == [5])
        #expect(throws: StorageError.newerSchema(schema: "notes", known: 1, found: 2)) {
            try database.migrate(schema: "notes", steps: [first])
        }
    }

    @Test("leaves no half of a migration whose second step fails")
    func failedMigration() throws {
        #expect(throws: StorageError.self) {
            try database.migrate(schema: "half", steps: ["CREATE TABLE half (id INTEGER)", "NOT SQL"])
        }
        let found = try database.query("SELECT name FROM sqlite_master WHERE name = 'half'") { try $0.text("name") }
        #expect(found.isEmpty)
    }

    @Test("names the column and the kinds when a cell is read as something else")
    func mismatches() throws {
        try database.execute("INSERT INTO things (name) VALUES (NULL)")
        #expect(throws: StorageError.wrongType(column: "name", expected: "a text", was: "NULL")) {
            try database.query("SELECT name FROM things") { try $0.text("name") }
        }
        #expect(throws: StorageError.noColumn(name: "nome", present: ["name"])) {
            try database.query("SELECT name FROM things") { try $0.text("nome") }
        }
        #expect(throws: StorageError.wrongType(column: "x", expected: "a whole number", was: "a text")) {
            try database.query("SELECT 'x' AS x") { try $0.int("x") }
        }
    }

    @Test("refuses a wrong count of arguments", arguments: [[], [1, 2]] as [[SQLiteValue]])
    func argumentCount(_ arguments: [SQLiteValue]) {
        #expect(throws: StorageError.self) { try database.execute("DELETE FROM things WHERE id = ?", arguments) }
    }

    @Test("names the file that is no database")
    func notADatabase() throws {
        let path = try folder.write(String(repeating: "this is no database ", count: 100), to: "fake.db")
        let error = #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
        #expect(error?.description.contains(path) == true)
    }

    @Test("error texts carry the statement but never its arguments")
    func noArgumentsInErrors() throws {
        let error = #expect(throws: StorageError.self) {
            try database.execute("INSERT INTO nowhere VALUES (?)", [.text("secret")])
        }
        let text = error?.description ?? ""
        #expect(text.contains("nowhere") && !text.contains("secret"))
    }
}
