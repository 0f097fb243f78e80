import Glibc

/// Folders and what is in them.
public enum Folder {
    /// Makes a folder and those it lies in, as far as they are not there.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``.
    public static func create(_ path: String) throws {
        guard !exists(path) else { return }
        let parent = AtomicFile.folder(of: path)
        if parent != path { try create(parent) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw StorageError.lastFailure(path, "make the folder")
        }
    }

    /// The names in a folder, sorted, without `.` and `..`.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``.
    public static func names(in path: String) throws -> [String] {
        guard let stream = opendir(path) else { throw StorageError.lastFailure(path, "list") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                    String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether a folder is there.
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The size of a file in bytes.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``.
    public static func size(ofFile path: String) throws -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw StorageError.lastFailure(path, "look at") }
        return Int(status.st_size)
    }
}
