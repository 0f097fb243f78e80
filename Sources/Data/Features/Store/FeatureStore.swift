import Base
import Storage

/// Features as they were computed, by set version and symbol.
///
/// Rows lie in immutable Parquet files (*segments*) with the columns symbol, time, known_at and one for each feature; a
/// manifest in SQLite beside them says which there are, where in them the rows of each symbol lie, what the sets of each
/// version are made of, and where each symbol's computation stands, so that further bars can follow. A segment is written
/// under another name, flushed, renamed, and is visible once its manifest rows commit: whatever happens before leaves a
/// stray file, which the next open removes. Nothing here cannot be computed again from the bars.
///
/// Any number of threads and processes may read while one builds; builds wait for each other.
public final class FeatureStore: Sendable {
    /// The folder of the segments and the manifest.
    public let directory: String
    let database: SQLiteDatabase

    /// Opens a store, making it when there is none, and removes what an interrupted build left.
    ///
    /// - Throws: `StorageError` when the folder or the manifest cannot be made.
    public init(directory: String) throws {
        self.directory = directory
        try Folder.create(directory)
        database = try SQLiteDatabase(path: "\(directory)/manifest.sqlite")
        try database.migrate(schema: "features", steps: FeatureStore.schema)
        _ = try FileLock.holdingIfFree(lockPath) { try removeStrays() }
    }

    var lockPath: String { "\(directory)/writer.lock" }

    // MARK: Files

    static let segmentSuffix = ".parquet"

    func path(ofSegment file: String) -> String { "\(directory)/\(file)" }

    /// A new name for a segment: set, version, interval, and whose rows it holds.
    func newSegmentName(
        _ set: StoredSet, _ interval: BarInterval, _ symbol: Symbol?, isUpdate: Bool
    ) throws -> String {
        let folder = "\(set)/\(interval)"
        try Folder.create(path(ofSegment: folder))
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        let owner = symbol?.name ?? (isUpdate ? "update" : "all")
        let plain = String(owner.map { $0 == "/" || $0 == ":" ? "-" : $0 })
        return "\(folder)/\(plain)-\(digits)\(FeatureStore.segmentSuffix)"
    }

    /// Removes files that no manifest row names.
    func removeStrays() throws {
        let known = Set(try database.query("SELECT file FROM segments") { try $0.text("file") })
        for file in try segmentFiles() where !known.contains(file) { AtomicFile.discard(path(ofSegment: file)) }
    }

    /// The files of the folders set@version/interval, finished or not.
    func segmentFiles() throws -> [String] {
        var files: [String] = []
        for set in try Folder.names(in: directory) where Folder.exists("\(directory)/\(set)") {
            for interval in try Folder.names(in: "\(directory)/\(set)") {
                let folder = "\(set)/\(interval)"
                guard Folder.exists(path(ofSegment: folder)) else { continue }
                for name in try Folder.names(in: path(ofSegment: folder)) {
                    guard AtomicFile.isTemporary(name) || name.hasSuffix(FeatureStore.segmentSuffix) else { continue }
                    files.append("\(folder)/\(name)")
                }
            }
        }
        return files
    }

    private static let schema = [
        """
        CREATE TABLE sets (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            version INTEGER NOT NULL,
            hash TEXT NOT NULL,
            stored_at INTEGER NOT NULL,
            UNIQUE (name, version)
        ) STRICT;
        CREATE TABLE definitions (
            set_id INTEGER NOT NULL REFERENCES sets (id),
            place INTEGER NOT NULL,
            feature TEXT NOT NULL,
            expression TEXT NOT NULL,
            PRIMARY KEY (set_id, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE groupings (
            set_id INTEGER NOT NULL REFERENCES sets (id),
            grouping TEXT NOT NULL,
            symbol TEXT NOT NULL,
            member TEXT NOT NULL,
            PRIMARY KEY (set_id, grouping, symbol)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE segments (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            set_id INTEGER NOT NULL REFERENCES sets (id),
            interval_seconds INTEGER NOT NULL,
            file TEXT NOT NULL UNIQUE,
            rows INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            is_update INTEGER NOT NULL,
            committed_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE slices (
            set_id INTEGER NOT NULL,
            interval_seconds INTEGER NOT NULL,
            symbol TEXT NOT NULL,
            segment INTEGER NOT NULL REFERENCES segments (id),
            row_group INTEGER NOT NULL,
            first_row INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            first_time INTEGER NOT NULL,
            last_time INTEGER NOT NULL,
            PRIMARY KEY (set_id, interval_seconds, symbol, segment, row_group)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX slices_by_segment ON slices (segment);
        CREATE TABLE series (
            set_id INTEGER NOT NULL,
            interval_seconds INTEGER NOT NULL,
            symbol TEXT NOT NULL,
            rows INTEGER NOT NULL,
            first_time INTEGER NOT NULL,
            last_time INTEGER NOT NULL,
            last_known INTEGER NOT NULL,
            bars TEXT NOT NULL,
            last_append INTEGER NOT NULL,
            build TEXT NOT NULL,
            built_at INTEGER NOT NULL,
            PRIMARY KEY (set_id, interval_seconds, symbol)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE snapshots (
            set_id INTEGER NOT NULL,
            interval_seconds INTEGER NOT NULL,
            symbol TEXT NOT NULL,
            memory BLOB NOT NULL,
            PRIMARY KEY (set_id, interval_seconds, symbol)
        ) STRICT;
        """
    ]
}

/// A version of a set that a store knows.
public struct StoredSet: Sendable, Hashable, CustomStringConvertible {
    let identifier: Int
    /// What the set is called.
    public let name: String
    /// Its version.
    public let version: Int
    /// The hash of its definitions.
    public let hash: String

    /// Name and version, such as `core@1`.
    public var description: String { "\(name)@\(version)" }
}
