extension Instant: CustomStringConvertible {
    /// The ISO 8601 text in UTC, with as many fractional digits as needed: `2023-09-20T20:00:00Z`.
    public var iso8601: String {
        let date = utcDate
        let inDay = Int(seconds - Int64(date.daysSinceEpoch) * 86_400)
        // Not by subtraction: whole seconds rounded down from the earliest instants are no longer in range.
        let remainder = Int(nanoseconds % 1_000_000_000)
        let fraction = remainder < 0 ? remainder + 1_000_000_000 : remainder
        // Years of instants have four digits (1677 to 2262), so the text is at most 30 bytes.
        return String(unsafeUninitializedCapacity: 30) { buffer in
            var text = DigitWriter(buffer: buffer)
            let (year, month, day) = date.parts
            text.put(year, width: 4, then: "-")
            text.put(month, width: 2, then: "-")
            text.put(day, width: 2, then: "T")
            text.put(inDay / 3600, width: 2, then: ":")
            text.put(inDay / 60 % 60, width: 2, then: ":")
            text.put(inDay % 60, width: 2, then: fraction == 0 ? "Z" : ".")
            if fraction != 0 { text.putFraction(fraction, then: "Z") }
            return text.count
        }
    }

    /// The ISO 8601 text.
    public var description: String { iso8601 }

    /// Reads `2023-09-20`, `2023-09-20T20:00`, `2023-09-20T20:00:00.5Z` or with an offset such as `+02:00`.
    ///
    /// A text without zone is UTC; a bare date is its midnight UTC. `nil` when the text is none of these.
    public init?(iso8601 text: String) {
        var scanner = ISOScanner(text)
        guard let date = scanner.date() else { return nil }
        var (time, offset) = ((seconds: 0, nanoseconds: 0), 0)
        if !scanner.isAtEnd {
            guard let found = scanner.timeOfDay(), let zone = scanner.offsetSeconds(), scanner.isAtEnd else {
                return nil
            }
            (time, offset) = (found, zone)
        }
        let base = Int64(date.daysSinceEpoch) * 86_400 + Int64(time.seconds) - Int64(offset)
        guard base > -9_223_372_036, base < 9_223_372_036 else { return nil }
        self.init(nanoseconds: base * 1_000_000_000 + Int64(time.nanoseconds))
    }
}

/// Writes decimal digits of fixed width into a buffer that has room for them.
private struct DigitWriter {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    mutating func put(_ value: Int, width: Int, then mark: Unicode.Scalar) {
        var rest = value
        for place in stride(from: count + width - 1, through: count, by: -1) {
            buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        buffer[count + width] = UInt8(ascii: mark)
        count += width + 1
    }

    /// Nine digits without the zeros at their end.
    mutating func putFraction(_ nanoseconds: Int, then mark: Unicode.Scalar) {
        var (rest, width) = (nanoseconds, 9)
        while rest % 10 == 0 { (rest, width) = (rest / 10, width - 1) }
        put(rest, width: width, then: mark)
    }
}

func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}

struct ISOScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }

    mutating func date() -> CivilDate? {
        guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    mutating func timeOfDay() -> (seconds: Int, nanoseconds: Int)? {
        guard skip("T") || skip(" ") || skip("t"), let hour = digits(2), skip(":"), let minute = digits(2) else {
            return nil
        }
        var second = 0
        var nanoseconds = 0
        if skip(":") {
            guard let value = digits(2) else { return nil }
            second = value
            if skip(".") {
                guard let value = fraction() else { return nil }
                nanoseconds = value
            }
        }
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return (hour * 3600 + minute * 60 + second, nanoseconds)
    }

    mutating func offsetSeconds() -> Int? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hour = digits(2) else { return nil }
        _ = skip(":")
        guard let minute = digits(2), hour < 24, minute < 60 else { return nil }
        return sign * (hour * 3600 + minute * 60)
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for _ in 0..<count {
            guard let digit = digit(at: position) else { return nil }
            value = value * 10 + digit
            position += 1
        }
        return value
    }

    private mutating func fraction() -> Int? {
        var value = 0
        var width = 0
        while let digit = digit(at: position) {
            if width < 9 {
                value = value * 10 + digit
                width += 1
            }
            position += 1
        }
        guard width > 0 else { return nil }
        while width < 9 {
            value *= 10
            width += 1
        }
        return value
    }

    private func digit(at index: Int) -> Int? {
        guard index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 else { return nil }
        return Int(bytes[index]) - 48
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
