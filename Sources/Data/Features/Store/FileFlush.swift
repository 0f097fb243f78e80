import Glibc
import Storage

/// Files of a batch on their way to the disk.
enum FileFlush {
    /// Asks the system to begin writing a file out, so that flushing it later has less to wait for.
    ///
    /// Only advice: whether it is taken or not, a file is safe after ``Storage/AtomicFile/synchronise(_:)`` alone.
    static func begin(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        // Linux begins to write such pages out; they stay in memory until they are written.
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        close(descriptor)
    }

    /// Gives a file another name.
    static func rename(_ old: String, _ new: String) throws {
        guard Glibc.rename(old, new) == 0 else {
            throw StorageError.file(path: new, doing: "rename a new file to", reason: String(cString: strerror(errno)))
        }
    }
}
