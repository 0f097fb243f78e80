import FoundationEssentials

/// Spoils files, to see what readers make of them.
public enum FileSurgery {
    /// Copies the first bytes of a file.
    public static func cut(_ path: String, to count: Int, as target: String) throws {
        try Data(contentsOf: URL(fileURLWithPath: path)).prefix(count).write(to: URL(fileURLWithPath: target))
    }

    /// Copies a file with one byte inverted.
    public static func damage(_ path: String, at offset: Int, as target: String) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[offset] ^= 0xFF
        try bytes.write(to: URL(fileURLWithPath: target))
    }

    /// A file's bytes.
    public static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Writes bytes to a file.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}
