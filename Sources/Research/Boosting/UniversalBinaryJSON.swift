/// A value of Universal Binary JSON (ubjson.org, draft 12), as far as XGBoost writes it.
enum UniversalBinaryJSON {
    case object([String: UniversalBinaryJSON])
    case array([UniversalBinaryJSON])
    case integers([Int32])
    case floats([Float])
    case text(String)
    case integer(Int64)
    case number(Double)
    case other

    /// Reads one value that fills all bytes; `nil` where they do not hold one.
    init?(_ bytes: [UInt8]) {
        guard
            let value = bytes.withUnsafeBytes({ bytes -> UniversalBinaryJSON? in
                var reader = Reader(bytes: bytes)
                guard let value = reader.value(depth: 0), reader.position == bytes.count else { return nil }
                return value
            })
        else { return nil }
        self = value
    }

    subscript(key: String) -> UniversalBinaryJSON? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var floats: [Float]? { if case .floats(let values) = self { values } else { nil } }
    var elements: [UniversalBinaryJSON]? { if case .array(let values) = self { values } else { nil } }
    var integers: [Int32]? { if case .integers(let values) = self { values } else { nil } }
}

private struct Reader {
    private static let depthMax = 16

    let bytes: UnsafeRawBufferPointer
    var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func value(depth: Int) -> UniversalBinaryJSON? {
        guard depth < Reader.depthMax, let marker = byte() else { return nil }
        switch marker {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "S"): return text().map { .text($0) }
        case UInt8(ascii: "d"): return word(UInt32.self).map { .number(Double(Float(bitPattern: $0))) }
        case UInt8(ascii: "D"): return word(UInt64.self).map { .number(Double(bitPattern: $0)) }
        case UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "Z"): return .other
        default: return integer(marker).map { .integer($0) }
        }
    }

    private mutating func object(_ depth: Int) -> UniversalBinaryJSON? {
        var members: [String: UniversalBinaryJSON] = [:]
        while true {
            guard position < bytes.count else { return nil }
            if bytes[position] == UInt8(ascii: "}") {
                position += 1
                return .object(members)
            }
            guard let key = text(), let member = value(depth: depth + 1) else { return nil }
            members[key] = member
        }
    }

    private mutating func array(_ depth: Int) -> UniversalBinaryJSON? {
        guard let first = byte() else { return nil }
        if first == UInt8(ascii: "#") {
            guard let count = count(elementSize: 1) else { return nil }
            var values: [UniversalBinaryJSON] = []
            for _ in 0..<count {
                guard let value = value(depth: depth + 1) else { return nil }
                values.append(value)
            }
            return .array(values)
        }
        guard first == UInt8(ascii: "$"), let type = byte(), byte() == UInt8(ascii: "#") else { return nil }
        return typedArray(type)
    }

    private mutating func typedArray(_ type: UInt8) -> UniversalBinaryJSON? {
        switch type {
        case UInt8(ascii: "d"): return words(UInt32.self).map { .floats($0.map(Float.init(bitPattern:))) }
        case UInt8(ascii: "l"): return words(UInt32.self).map { .integers($0.map(Int32.init(bitPattern:))) }
        case UInt8(ascii: "U"): return words(UInt8.self).map { .integers($0.map(Int32.init)) }
        case UInt8(ascii: "i"): return words(UInt8.self).map { .integers($0.map { Int32(Int8(bitPattern: $0)) }) }
        case UInt8(ascii: "I"): return words(UInt16.self).map { .integers($0.map { Int32(Int16(bitPattern: $0)) }) }
        // Only counts of categories are so large, and they do not matter here.
        case UInt8(ascii: "L"), UInt8(ascii: "D"): return words(UInt64.self).map { _ in .other }
        default: return nil
        }
    }

    private mutating func text() -> String? {
        guard let length = length(), length <= bytes.count - position else { return nil }
        defer { position += length }
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[position..<position + length]), as: UTF8.self)
    }

    /// A length that could be: no element takes less than a byte.
    private mutating func count(elementSize: Int) -> Int? {
        guard let count = length(), count <= (bytes.count - position) / elementSize else { return nil }
        return count
    }

    private mutating func length() -> Int? {
        guard let marker = byte(), let value = integer(marker), value >= 0 else { return nil }
        return Int(value)
    }

    private mutating func integer(_ marker: UInt8) -> Int64? {
        switch marker {
        case UInt8(ascii: "i"): word(UInt8.self).map { Int64(Int8(bitPattern: $0)) }
        case UInt8(ascii: "U"): word(UInt8.self).map(Int64.init)
        case UInt8(ascii: "I"): word(UInt16.self).map { Int64(Int16(bitPattern: $0)) }
        case UInt8(ascii: "l"): word(UInt32.self).map { Int64(Int32(bitPattern: $0)) }
        case UInt8(ascii: "L"): word(UInt64.self).map { Int64(bitPattern: $0) }
        default: nil
        }
    }

    private mutating func byte() -> UInt8? { word(UInt8.self) }

    private mutating func word<Word: FixedWidthInteger & BitwiseCopyable>(_ type: Word.Type) -> Word? {
        let size = MemoryLayout<Word>.size
        guard position + size <= bytes.count else { return nil }
        defer { position += size }
        return Word(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: type))
    }

    private mutating func words<Word: FixedWidthInteger & BitwiseCopyable>(_ type: Word.Type) -> [Word]? {
        let size = MemoryLayout<Word>.size
        guard let count = count(elementSize: size) else { return nil }
        defer { position += count * size }
        return (0..<count).map { Word(bigEndian: bytes.loadUnaligned(fromByteOffset: position + $0 * size, as: type)) }
    }
}
