import Glibc

/// A lock between processes and threads, kept by the operating system: it goes when its holder does, however it ends.
public struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Waits for the lock that a file stands for, and takes it; the file is made when there is none.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``.
    public static func waiting(for path: String) throws -> FileLock {
        let descriptor = try open(path)
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let failure = StorageError.lastFailure(path, "lock")
                close(descriptor)
                throw failure
            }
        }
        return FileLock(descriptor: descriptor)
    }

    /// Takes the lock if nobody has it; `nil` when somebody does.
    ///
    /// - Throws: ``StorageError/file(path:doing:reason:)``.
    public static func ifFree(_ path: String) throws -> FileLock? {
        let descriptor = try open(path)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return FileLock(descriptor: descriptor)
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    private static func open(_ path: String) throws -> Int32 {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw StorageError.lastFailure(path, "open") }
        return descriptor
    }
}
