import Glibc

/// A checksum of bytes, taken eight at a time: a damaged word always changes it.
///
/// It tells by accident different bytes apart, quickly; it is no defence against somebody who makes bytes to fit.
package struct Checksum {
    /// The checksum of what was added.
    package private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Starts without any byte.
    package init() {}

    /// Adds bytes and how many they are.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let words = bytes.count / 8
        for word in 0..<words {
            add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)))
        }
        var rest: UInt64 = 0
        for byte in bytes[(words * 8)...] { rest = rest << 8 | UInt64(byte) }
        add(rest)
        add(UInt64(bytes.count))
    }

    /// Each step can be undone, so that two values never become one.
    private mutating func add(_ word: UInt64) {
        value = (value ^ word) &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 32
    }

    /// The checksum as 16 hexadecimal digits.
    package var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The checksum of a file, which is mapped rather than read; `nil` where it cannot be.
    package static func ofFile(_ path: String) -> Checksum? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_size > 0 else { return nil }
        let size = Int(facts.st_size)
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            return nil
        }
        defer { munmap(start, size) }
        var checksum = Checksum()
        checksum.add(UnsafeRawBufferPointer(start: start, count: size))
        return checksum
    }
}
