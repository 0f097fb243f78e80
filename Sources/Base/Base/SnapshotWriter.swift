/// Puts numbers and runs of bytes one after the other, each run with its length.
package struct SnapshotWriter {
    /// All that was put.
    package private(set) var result: [UInt8] = []

    /// Starts without any byte.
    package init() {}

    /// Puts a word.
    package mutating func word(_ word: UInt64) {
        withUnsafeBytes(of: word.littleEndian) { result.append(contentsOf: $0) }
    }

    /// Puts bytes.
    package mutating func bytes(_ bytes: [UInt8]) {
        word(UInt64(bytes.count))
        result.append(contentsOf: bytes)
    }

    /// Puts a text.
    package mutating func text(_ text: String) { bytes(Array(text.utf8)) }

    /// Puts numbers, bit by bit.
    package mutating func numbers(_ numbers: [Double]) {
        word(UInt64(numbers.count))
        for number in numbers { word(number.bitPattern) }
    }
}
