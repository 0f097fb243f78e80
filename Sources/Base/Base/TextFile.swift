import Glibc

/// Small files that people write, such as configuration.
enum TextFile {
    struct ReadError: Error {
        let code: Int32
        var reason: String { String(cString: strerror(code)) }
    }

    /// Whether there is something at the path.
    static func exists(path: String) -> Bool { access(path, F_OK) == 0 }

    /// The file's bytes.
    static func read(path: String) throws(ReadError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadError(code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw ReadError(code: errno)
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
