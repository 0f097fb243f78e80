import Glibc

/// Locks between processes and threads, kept by the operating system: one goes when its holder does, however it ends.
public enum FileLock {
    /// Waits for the lock that a file stands for and holds it while `body` runs; makes the file when there is none.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``, and what `body` throws.
    public static func holding<T>(_ path: String, _ body: () throws -> T) throws -> T {
        let descriptor = try open(path)
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw StorageError.lastFailure(path, "lock") }
        }
        return try body()
    }

    /// Holds the lock while `body` runs if nobody has it; `nil`, at once, when somebody does.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``, and what `body` throws.
    public static func holdingIfFree<T>(_ path: String, _ body: () throws -> T) throws -> T? {
        let descriptor = try open(path)
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
        return try body()
    }

    private static func open(_ path: String) throws -> Int32 {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw StorageError.lastFailure(path, "open") }
        return descriptor
    }
}
