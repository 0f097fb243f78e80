import FoundationEssentials
public import Storage

/// Runs, model versions and aliases in SQLite, with the model files in folders beside it.
///
/// A version's model is written once and never changed; a training that tries it again beside others judges it anew.
/// Files are complete under their final name before the row that names them commits, so a crash leaves at most a folder
/// nobody points at.
public final class ModelRegistry: Sendable {
    /// The folder that artifact paths are relative to.
    public let directory: String
    let database: SQLiteDatabase

    /// Opens the registry of a database, creating what is missing.
    public init(directory: String, database: SQLiteDatabase) throws {
        self.directory = directory
        self.database = database
        try database.migrate(schema: "model_registry", steps: ModelRegistry.schema)
        try database.migrate(schema: "model_registry_studies", steps: ModelRegistry.studySchema)
    }

    /// A number that is another whenever the database has been written to, by this process or by another.
    ///
    /// - Complexity: some microseconds; no table is read.
    public func revision() throws -> Int {
        let sql = "SELECT data_version + total_changes() AS revision FROM pragma_data_version"
        return try database.first(sql) { try $0.int("revision") } ?? 0
    }

    /// Runs `body` so that all it writes is kept when it returns, and nothing when it throws.
    public func transaction<T>(_ body: () throws -> T) throws -> T { try database.transaction { _ in try body() } }

    private static let schema = [
        """
        CREATE TABLE runs (
            id TEXT PRIMARY KEY, training_key TEXT NOT NULL, created_at INTEGER NOT NULL, scope TEXT NOT NULL,
            horizon_bars INTEGER NOT NULL, kind TEXT NOT NULL, seconds REAL NOT NULL, rows INTEGER NOT NULL,
            artifact TEXT NOT NULL, artifact_hash TEXT NOT NULL, manifest TEXT NOT NULL) STRICT
        """,
        "CREATE INDEX runs_by_key ON runs (training_key)",
        """
        CREATE TABLE model_versions (
            model TEXT NOT NULL, version INTEGER NOT NULL, run_id TEXT NOT NULL REFERENCES runs (id),
            label TEXT NOT NULL, created_at INTEGER NOT NULL, passed INTEGER NOT NULL, reason TEXT NOT NULL,
            scores TEXT NOT NULL, PRIMARY KEY (model, version), UNIQUE (model, run_id)) STRICT
        """,
        """
        CREATE TABLE alias_moves (
            id INTEGER PRIMARY KEY, model TEXT NOT NULL, alias TEXT NOT NULL, version INTEGER NOT NULL,
            at INTEGER NOT NULL, reason TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
            FOREIGN KEY (model, version) REFERENCES model_versions (model, version)) STRICT
        """,
        "CREATE INDEX alias_moves_by_model ON alias_moves (model, alias, id)",
        """
        ALTER TABLE model_versions ADD COLUMN judged_at INTEGER NOT NULL DEFAULT 0;
        UPDATE model_versions SET judged_at = created_at;
        """,
        """
        ALTER TABLE model_versions ADD COLUMN alarm TEXT;
        ALTER TABLE model_versions ADD COLUMN withheld_reason TEXT;
        CREATE TABLE alarm_acknowledgements (
            id INTEGER PRIMARY KEY, model TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
            reason TEXT NOT NULL, FOREIGN KEY (model, version) REFERENCES model_versions (model, version)) STRICT;
        """,
    ]
}

func canonicalJSON(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
}

/// The same as text, for a column.
func text(_ value: some Encodable) throws -> String { String(decoding: try canonicalJSON(value), as: UTF8.self) }
