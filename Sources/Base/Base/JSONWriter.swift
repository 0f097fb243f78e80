/// Builds JSON text byte by byte; quick enough for the hot path of a server.
///
/// Commas and colons are placed by the writer. NaN and infinities become `null`, as JSON has no word for them.
/// The caller opens and closes objects and arrays in pairs.
public struct JSONWriter: Sendable {
    /// The text so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Makes a writer with nothing written.
    public init(reserving capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    /// The text so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an object whose members `body` writes.
    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements `body` writes.
    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "["))
        try body(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes the name of the member whose value comes next.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes the name of the member whose value comes next: JSON already, with its quotes and its colon.
    public mutating func key(json name: [UInt8]) {
        separate()
        bytes.append(contentsOf: name)
    }

    /// Writes a text.
    public mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    /// Writes a number as short as reads back to the same bits, whole ones without a fraction; `null` where it is not
    /// finite.
    public mutating func value(_ number: Double) {
        guard number.isFinite else { return null() }
        raw(number.description)
        let fraction = bytes.suffix(2)
        if fraction.first == UInt8(ascii: "."), fraction.last == UInt8(ascii: "0") { bytes.removeLast(2) }
    }

    /// Writes a number rounded to so many decimals, at most 18, without zeros at its end; `null` where it is not finite.
    ///
    /// Some four times as quick as the shortest text that reads back to the same bits.
    public mutating func value(_ number: Double, decimals: Int) {
        let decimals = min(max(decimals, 0), 18)
        let scaled = (number * JSONWriter.powersOfTen[decimals]).rounded()
        // From there on neighbouring numbers differ in the digits that would be written.
        guard scaled.magnitude < 1e15 else { return value(number) }
        separate()
        appendDecimal(Int(scaled), decimals: decimals)
        needsComma = true
    }

    /// Writes a whole number.
    public mutating func value(_ number: Int) { raw(String(number)) }

    /// Writes `true` or `false`.
    public mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

    /// Writes an instant as ISO 8601 text.
    public mutating func value(_ instant: Instant) { value(instant.iso8601) }

    /// Writes numbers as an array.
    public mutating func value(_ numbers: [Double]) {
        array { writer in
            for number in numbers { writer.value(number) }
        }
    }

    /// Writes `null`.
    public mutating func null() { raw("null") }

    /// Writes text that is JSON already.
    public mutating func raw(_ json: String) {
        separate()
        append(json) { bytes, text in bytes.append(contentsOf: text) }
        needsComma = true
    }

    /// Writes members of an object that are JSON already, at least one.
    public mutating func members(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Writes a member with a text.
    public mutating func member(_ name: String, _ text: String) {
        key(name)
        value(text)
    }
    /// Writes a member with a text, `null` where there is none.
    public mutating func member(_ name: String, _ text: String?) {
        key(name)
        text.map { value($0) } ?? null()
    }
    /// Writes a member with a number.
    public mutating func member(_ name: String, _ number: Double) {
        key(name)
        value(number)
    }
    /// Writes a member with a number rounded to so many decimals; see ``value(_:decimals:)``.
    public mutating func member(_ name: String, _ number: Double, decimals: Int) {
        key(name)
        value(number, decimals: decimals)
    }
    /// Writes a member with a number, `null` where there is none.
    public mutating func member(_ name: String, _ number: Double?) {
        key(name)
        number.map { value($0) } ?? null()
    }
    /// Writes a member with a whole number.
    public mutating func member(_ name: String, _ number: Int) {
        key(name)
        value(number)
    }
    /// Writes a member with a flag.
    public mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }
    /// Writes a member with an instant.
    public mutating func member(_ name: String, _ instant: Instant) {
        key(name)
        value(instant)
    }
    /// Writes a member with an array of numbers.
    public mutating func member(_ name: String, _ numbers: [Double]) {
        key(name)
        value(numbers)
    }
    /// Writes a member with an object whose members `body` writes.
    public mutating func object(_ name: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try object(body)
    }

    /// Writes a member with an array whose elements `body` writes.
    public mutating func array(_ name: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try array(body)
    }

    private static let powersOfTen = (0...18).map { exponent in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }

    /// Appends `number` / 10^`decimals`, a number of at most 16 digits.
    private mutating func appendDecimal(_ number: Int, decimals: Int) {
        var (rest, places) = (number.magnitude, decimals)
        while places > 0, rest % 10 == 0 { (rest, places) = (rest / 10, places - 1) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { buffer in
            var (position, written) = (buffer.count, 0)
            func put(_ byte: UInt8) {
                position -= 1
                buffer[position] = byte
            }
            repeat {
                if written == places, places > 0 { put(UInt8(ascii: ".")) }
                put(UInt8(ascii: "0") + UInt8(rest % 10))
                (rest, written) = (rest / 10, written + 1)
            } while rest > 0 || written <= places
            if number < 0 { put(UInt8(ascii: "-")) }
            bytes.append(contentsOf: buffer[position...])
        }
    }

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        append(text) { bytes, text in
            // Most texts need no escape: those are copied whole.
            if text.contains(where: JSONWriter.mustBeEscaped) {
                for byte in text { JSONWriter.escape(byte, &bytes) }
            } else {
                bytes.append(contentsOf: text)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: String, _ body: (inout [UInt8], UnsafeBufferPointer<UInt8>) -> Void) {
        var text = text
        text.withUTF8 { body(&bytes, $0) }
    }

    @inline(__always)
    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func escape(_ byte: UInt8, _ bytes: inout [UInt8]) {
        guard mustBeEscaped(byte) else {
            bytes.append(byte)
            return
        }
        guard byte < 0x20 else {
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
            return
        }
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }
}
