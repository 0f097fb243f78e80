import CArrow

/// Looks at the start of files.
public enum TextFile {
    /// The first bytes of a file as text, unpacked when the file is packed by gzip or zstd.
    ///
    /// - Throws: ``StorageError/table(path:doing:reason:)``.
    public static func head(of path: String, count: Int) throws -> String {
        String(decoding: try headBytes(of: path, count: count), as: UTF8.self)
    }

    static func headBytes(of path: String, count: Int) throws -> [UInt8] {
        var head = [CChar](repeating: 0, count: count)
        let read = try NativeCall.run(path, doing: "read") { error -> Int64? in
            let read = martlet_text_head(path, &head, Int64(count), error, NativeCall.errorCapacity)
            return read < 0 ? nil : read
        }
        return head.prefix(Int(read)).map { UInt8(bitPattern: $0) }
    }
}
