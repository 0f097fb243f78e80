import Glibc

/// Small files that people write, such as configuration.
public enum SmallFile {
    /// Why a file could not be read.
    public struct ReadError: Error, CustomStringConvertible {
        /// The file.
        public let path: String
        let code: Int32
        var reason: String { String(cString: strerror(code)) }

        /// What went wrong, with the file's path.
        public var description: String { "cannot read \(path): \(reason)" }
    }

    /// Whether there is something at the path.
    public static func exists(path: String) -> Bool { access(path, F_OK) == 0 }

    /// The file's bytes.
    public static func read(path: String) throws(ReadError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadError(path: path, code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw ReadError(path: path, code: errno)
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
