/// Reads what a ``SnapshotWriter`` wrote; `nil` where there is less than it says.
package struct SnapshotReader {
    private var rest: ArraySlice<UInt8>

    /// Starts at the first byte.
    package init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Whether everything was read.
    package var isAtEnd: Bool { rest.isEmpty }

    /// The next word.
    package mutating func word() -> UInt64? {
        guard rest.count >= 8 else { return nil }
        defer { rest = rest.dropFirst(8) }
        return rest.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    }

    /// The next bytes.
    package mutating func bytes() -> [UInt8]? {
        guard let count = word(), count <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }

    /// The next text.
    package mutating func text() -> String? { bytes().flatMap { String(validating: $0, as: UTF8.self) } }

    /// The next numbers.
    package mutating func numbers() -> [Double]? {
        guard let count = word(), count <= UInt64(rest.count / 8) else { return nil }
        return (0..<count).compactMap { _ in word().map(Double.init(bitPattern:)) }
    }
}
