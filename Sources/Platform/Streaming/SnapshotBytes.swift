/// Puts numbers and runs of bytes one after the other, each run with its length.
struct SnapshotWriter {
    private(set) var result: [UInt8] = []

    mutating func word(_ word: UInt64) { withUnsafeBytes(of: word.littleEndian) { result.append(contentsOf: $0) } }

    mutating func bytes(_ bytes: [UInt8]) {
        word(UInt64(bytes.count))
        result.append(contentsOf: bytes)
    }

    mutating func numbers(_ numbers: [Double]) {
        word(UInt64(numbers.count))
        for number in numbers { word(number.bitPattern) }
    }
}

/// Reads what a ``SnapshotWriter`` wrote; `nil` where there is less than it says.
struct SnapshotReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func word() -> UInt64? {
        guard rest.count >= 8 else { return nil }
        let word = rest.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * $1.offset) }
        rest = rest.dropFirst(8)
        return word
    }

    mutating func bytes() -> [UInt8]? {
        guard let count = word(), count <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }

    mutating func numbers() -> [Double]? {
        guard let count = word(), count <= UInt64(rest.count / 8) else { return nil }
        return (0..<count).compactMap { _ in word().map(Double.init(bitPattern:)) }
    }
}
