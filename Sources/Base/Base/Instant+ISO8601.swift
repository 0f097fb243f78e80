extension Instant: CustomStringConvertible {
    /// The ISO 8601 text in UTC, with as many fractional digits as needed: `2023-09-20T20:00:00Z`.
    public var iso8601: String {
        let date = utcDate
        let inDay = Int(seconds - Int64(date.daysSinceEpoch) * 86_400)
        // Not by subtraction: whole seconds rounded down from the earliest instants are no longer in range.
        let remainder = Int(nanoseconds % 1_000_000_000)
        let fraction = remainder < 0 ? remainder + 1_000_000_000 : remainder
        var text = "\(date)T\(padded(inDay / 3600, 2)):\(padded(inDay / 60 % 60, 2)):\(padded(inDay % 60, 2))"
        if fraction != 0 {
            var digits = padded(fraction, 9)
            while digits.last == "0" { digits.removeLast() }
            text += ".\(digits)"
        }
        return text + "Z"
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
