import Glibc

/// Files that are there whole or not at all, even after a power cut.
public enum AtomicFile {
    /// Writes bytes to a file: into a temporary file beside it, which then takes its name.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``; the old file, if any, is then as it was.
    public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        let temporary = temporaryName(for: path)
        let buffer = ContiguousArray(bytes)
        do {
            try create(temporary, buffer)
            try publish(temporary, as: path)
        } catch {
            discard(temporary)
            throw error
        }
    }

    /// Writes a text in UTF-8, as ``write(_:to:)-(Sequence<UInt8>,_)`` does.
    public static func write(_ text: String, to path: String) throws { try write(text.utf8, to: path) }

    /// A name beside `path` for a file being written; sweepers know it by ``isTemporary(_:)``.
    public static func temporaryName(for path: String) -> String {
        "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).tmp"
    }

    /// Whether a file name is that of an unfinished write.
    public static func isTemporary(_ name: String) -> Bool { name.hasSuffix(".tmp") }

    /// Makes a file that is complete on disk visible under its name: fsync, rename, fsync of the folder.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``.
    public static func publish(_ temporary: String, as path: String) throws {
        try synchronise(temporary)
        guard rename(temporary, path) == 0 else { throw StorageError.lastFailure(path, "rename a new file to") }
        try synchronise(folder(of: path))
    }

    /// Removes a file that did not come to be; it is no error when there is none.
    public static func discard(_ temporary: String) { unlink(temporary) }

    /// Waits until a file, or a folder's list of names, is on disk.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``.
    public static func synchronise(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError.lastFailure(path, "open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError.lastFailure(path, "flush") }
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func create(_ path: String, _ bytes: ContiguousArray<UInt8>) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw StorageError.lastFailure(path, "create") }
        defer { close(descriptor) }
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { throw StorageError.lastFailure(path, "write to") }
                rest = rest.dropFirst(written)
            }
        }
    }
}

extension StorageError {
    /// The error `errno` tells of.
    static func lastFailure(_ path: String, _ doing: String) -> StorageError {
        .file(path: path, doing: doing, reason: String(cString: strerror(errno)))
    }
}
