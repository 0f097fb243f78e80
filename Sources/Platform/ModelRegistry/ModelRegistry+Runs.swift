public import Base
public import Forecasting
import FoundationEssentials
import Storage

extension ModelRegistry {
    /// Stores a fitted model's files and its run; the same manifest and files again give the run already there.
    ///
    /// - Parameters:
    ///   - model: The model to store.
    ///   - manifest: What decided it.
    ///   - seconds: How long the run took.
    ///   - rows: How many rows it was fitted on.
    ///   - now: The time to record.
    /// - Returns: The run.
    /// - Throws: `ForecastingError` and `StorageError`; nothing is registered then.
    public func record(
        _ model: CalibratedModel, manifest: RunManifest, seconds: Double, rows: Int, at now: Instant
    ) throws -> RunRecord {
        let key = try manifest.trainingKey()
        let staged = AtomicFile.temporaryName(for: "\(directory)/staged-\(key.prefix(12))")
        defer { ModelRegistry.remove(staged) }
        try Folder.create(staged)
        try model.save(toFolder: staged)
        let hash = try ModelRegistry.hash(ofFolder: staged)
        try AtomicFile.write(try manifest.json(), to: "\(staged)/manifest.json")
        // One transaction, so that two processes that train the same do not both register it.
        return try database.transaction { _ in
            let earlier = try runs(trainingKey: key)
            if let same = earlier.first(where: { $0.artifactHash == hash }) {
                if !isStored(same) { try publish(staged, as: same.artifact) }
                return same
            }
            let id = earlier.isEmpty ? String(key.prefix(12)) : "\(key.prefix(12))-\(earlier.count + 1)"
            let name = ModelName(scope: manifest.scope, horizonBars: manifest.horizonBars)
            let run = RunRecord(
                id: id, createdAt: now, manifest: manifest, seconds: seconds, rows: rows,
                artifact: "\(name.folder)/\(manifest.specification.kind.rawValue)-\(id)", artifactHash: hash)
            try publish(staged, as: run.artifact)
            try insert(run, key: key)
            return run
        }
    }

    /// Whether a run's files are where they were put; that they are unchanged is not looked at.
    public func isStored(_ run: RunRecord) -> Bool { Folder.exists("\(directory)/\(run.artifact)") }

    /// The run of an id.
    public func run(_ id: String) throws -> RunRecord {
        let sql = "SELECT * FROM runs WHERE id = ?"
        guard let run = try database.query(sql, [.text(id)], ModelRegistry.run).first else {
            throw RegistryError.unknownRun(id)
        }
        return run
    }

    /// The runs whose manifest has a training key, oldest first.
    public func runs(trainingKey key: String) throws -> [RunRecord] {
        let sql = "SELECT * FROM runs WHERE training_key = ? ORDER BY created_at, id"
        return try database.query(sql, [.text(key)], ModelRegistry.run)
    }

    /// The runs of a scope, oldest first.
    public func runs(scope: String) throws -> [RunRecord] {
        let sql = "SELECT * FROM runs WHERE scope = ? ORDER BY created_at, id"
        return try database.query(sql, [.text(scope)], ModelRegistry.run)
    }

    /// Loads the model of a version, after a check that its files are those registered.
    ///
    /// - Throws: ``RegistryError/artifactChanged(path:expected:was:)`` and ``RegistryError/artifactMissing(path:)``.
    public func load(_ version: ModelVersion) throws -> CalibratedModel {
        let folder = "\(directory)/\(version.artifact)"
        let hash = try ModelRegistry.hash(ofFolder: folder)
        guard hash == version.artifactHash else {
            throw RegistryError.artifactChanged(path: folder, expected: version.artifactHash, was: hash)
        }
        return try CalibratedModel.load(folder: folder)
    }

    /// SHA-256 over the relative names and bytes of a folder's model files, in name order; the manifest is left out.
    public static func hash(ofFolder folder: String) throws -> String {
        guard Folder.exists(folder) else { throw RegistryError.artifactMissing(path: folder) }
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        var digest: [UInt8] = []
        for name in names where name != "manifest.json" && !Folder.exists("\(folder)/\(name)") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            digest += Array("\(name) \(SHA256.hexadecimal(bytes))\n".utf8)
        }
        return SHA256.hexadecimal(digest)
    }

    private func publish(_ staged: String, as artifact: String) throws {
        let target = "\(directory)/\(artifact)"
        ModelRegistry.remove(target)  // Left by a process that was killed before its row committed.
        try Folder.create("\(directory)/\(artifact.prefix { $0 != "/" })")
        try AtomicFile.publish(staged, as: target)
    }

    /// Removes a folder; one that stays, or was not there, does no harm, since nothing points at it.
    private static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }

    private func insert(_ run: RunRecord, key: String) throws {
        let manifest = String(decoding: try run.manifest.json(), as: UTF8.self)
        try database.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(run.id), .text(key), .integer(run.createdAt.nanoseconds), .text(run.manifest.scope),
                .integer(Int64(run.manifest.horizonBars)), .text(run.manifest.specification.kind.rawValue),
                .real(run.seconds), .integer(Int64(run.rows)), .text(run.artifact), .text(run.artifactHash),
                .text(manifest),
            ])
    }

    private static func run(_ row: borrowing SQLiteRow) throws -> RunRecord {
        let manifest = try JSONDecoder().decode(RunManifest.self, from: Data(try row.text("manifest").utf8))
        return RunRecord(
            id: try row.text("id"), createdAt: try row.instant("created_at"),
            manifest: manifest, seconds: try row.double("seconds"), rows: try row.int("rows"),
            artifact: try row.text("artifact"), artifactHash: try row.text("artifact_hash"))
    }
}
