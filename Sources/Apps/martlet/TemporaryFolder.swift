import CommandLineInterface
import Glibc
import Storage

/// A folder that only this user sees, and that is gone with this object.
final class TemporaryFolder {
    let path: String

    /// Makes one in the folder that the variable TMPDIR names.
    init() throws {
        let parent = ProcessEnvironment.variables()["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(parent)/martlet-XXXXXX".utf8CString)
        let made: String? = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else {
            throw CommandFailure(
                .badData, "cannot make a folder in \(parent): \(String(cString: strerror(errno)))",
                mend: "name another by the variable TMPDIR")
        }
        path = made
    }

    deinit { TemporaryFolder.remove(path) }

    private static func remove(_ path: String) {
        // What cannot be listed is a file.
        guard let names = try? Folder.names(in: path) else {
            unlink(path)
            return
        }
        for name in names { remove("\(path)/\(name)") }
        rmdir(path)
    }
}
