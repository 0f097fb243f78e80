import FoundationEssentials

/// A new empty folder that goes, with all in it, when this object does.
public final class TemporaryFolder: Sendable {
    /// Where the folder lies.
    public let path: String

    /// Makes the folder under the system's folder for temporary files.
    public init() throws {
        let name = "martlet-test-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    // A folder that cannot be removed is left to the system; a test must not fail for it.
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in the folder.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a text file into the folder and gives its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let path = file(name)
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Removes a file, or a folder with all in it.
    public func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

    /// The names of the files and folders in it, sorted.
    public func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}
