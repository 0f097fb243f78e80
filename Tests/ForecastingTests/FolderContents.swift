import FoundationEssentials

/// Reads whole folders, to compare them.
enum FolderContents {
    /// The files under a folder by their path in it.
    static func read(_ folder: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let whole = "\(folder)/\(path)"
            var isFolder = false
            guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder else { continue }
            files[path] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: whole)))
        }
        return files
    }
}
