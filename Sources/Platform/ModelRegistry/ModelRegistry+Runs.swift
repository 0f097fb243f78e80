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
    public func record(
        _ model: CalibratedModel, manifest: RunManifest, seconds: Double, rows: Int, at now: Instant
    ) throws -> RunRecord {
        let key = try manifest.trainingKey()
        let staged = "\(directory)/.staging-\(key.prefix(12))-\(processIdentifier())"
        try? FileManager.default.removeItem(atPath: staged)  // A leftover of a killed run; nothing points at it.
        try FileManager.default.createDirectory(atPath: staged, withIntermediateDirectories: true)
        try model.save(toFolder: staged)
        let hash = try ModelRegistry.hash(ofFolder: staged)
        let earlier = try runs(trainingKey: key)
        if let same = earlier.first(where: { $0.artifactHash == hash }), artifactExists(same.artifact) {
            try FileManager.default.removeItem(atPath: staged)
            return same
        }
        let id = earlier.isEmpty ? String(key.prefix(12)) : "\(key.prefix(12))-\(earlier.count + 1)"
        let artifact = "\(manifest.scope).h\(manifest.horizonBars)/\(manifest.specification.kind.rawValue)-\(id)"
        try AtomicFile.write(try manifest.json(), to: "\(staged)/manifest.json")
        try publish(staged, as: artifact)
        let run = RunRecord(
            id: id, createdAt: now, manifest: manifest, seconds: seconds, rows: rows, artifact: artifact,
            artifactHash: hash)
        try insert(run, key: key)
        return run
    }

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

    /// Every run, newest first.
    public func runs(limit: Int = 1000) throws -> [RunRecord] {
        let sql = "SELECT * FROM runs ORDER BY created_at DESC, id LIMIT ?"
        return try database.query(sql, [.integer(Int64(limit))], ModelRegistry.run)
    }

    /// Loads the model of a version, after a check that its files are those registered.
    ///
    /// - Parameter verifying: Whether to hash the files first; a server that starts trusts them.
    public func load(_ version: ModelVersion, verifying: Bool = false) throws -> CalibratedModel {
        let folder = "\(directory)/\(version.artifact)"
        if verifying {
            let hash = try ModelRegistry.hash(ofFolder: folder)
            guard hash == version.artifactHash else {
                throw RegistryError.artifactChanged(path: folder, expected: version.artifactHash, was: hash)
            }
        }
        return try CalibratedModel.load(folder: folder)
    }

    /// SHA-256 over the relative names and bytes of a folder's model files, in name order; the manifest is left out.
    public static func hash(ofFolder folder: String) throws -> String {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        var digest: [UInt8] = []
        for name in names where name != "manifest.json" && !name.hasSuffix("/manifest.json") {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            digest += Array("\(name) \(SHA256.hexadecimal(bytes))\n".utf8)
        }
        return SHA256.hexadecimal(digest)
    }

    private func publish(_ staged: String, as artifact: String) throws {
        let target = "\(directory)/\(artifact)"
        try? FileManager.default.removeItem(atPath: target)  // Left by a run killed before its row committed.
        let parent = "\(directory)/\(artifact.prefix { $0 != "/" })"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try AtomicFile.publish(staged, as: target)
    }

    private func artifactExists(_ artifact: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(directory)/\(artifact)")
    }

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

private func processIdentifier() -> Int32 { ProcessInfo.processInfo.processIdentifier }
