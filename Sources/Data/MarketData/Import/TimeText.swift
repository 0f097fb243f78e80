import Base

/// A date, with or without a time of day and a zone, as people write them.
struct TimeText: Equatable {
    let date: CivilDate
    /// Nanoseconds after midnight; `nil` for a bare date.
    let nanosecondsOfDay: Int64?
    /// Seconds by which the zone is ahead of UTC; `nil` where none is written.
    let offsetSeconds: Int?

    /// Which of two numbers before a year is the month.
    enum DayOrder { case monthFirst, dayFirst }

    /// Reads `2023-09-20`, `2023/9/20`, `20230920`, `9/20/2023`, `20.9.2023`, each with an optional time such as `16:00`,
    /// `16:00:00.5`, `T160000`, `4:00 PM`, and that with an optional zone `Z`, `UTC` or `-04:00`.
    init?(_ text: String, order: DayOrder) {
        var scanner = TimeScanner(text)
        scanner.skipSpaces()
        guard let date = scanner.date(order) else { return nil }
        self.date = date
        if scanner.isAtEnd {
            (nanosecondsOfDay, offsetSeconds) = (nil, nil)
            return
        }
        guard let time = scanner.timeOfDay() else { return nil }
        nanosecondsOfDay = time
        if scanner.isAtEnd {
            offsetSeconds = nil
        } else {
            guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
            offsetSeconds = offset
        }
    }

    /// The order that makes sense of all texts; month first, the American way, where both do.
    static func order(of texts: [String]) -> DayOrder {
        texts.allSatisfy { TimeText($0, order: .monthFirst) != nil } ? .monthFirst : .dayFirst
    }

    /// Nanoseconds since 1970-01-01 as the clock showed them, less the zone's offset where one is written.
    var nanoseconds: Int64 {
        let seconds = Int64(date.daysSinceEpoch) * 86_400 - Int64(offsetSeconds ?? 0)
        return seconds * 1_000_000_000 + (nanosecondsOfDay ?? 0)
    }
}

/// Goes through the bytes of a date and time.
private struct TimeScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { bytes[position...].allSatisfy { $0 == UInt8(ascii: " ") } }

    mutating func skipSpaces() { while peek == UInt8(ascii: " ") { position += 1 } }

    mutating func date(_ order: TimeText.DayOrder) -> CivilDate? {
        guard let first = number(upTo: 8) else { return nil }
        if first.digits == 8 {
            return CivilDate(year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
        }
        guard first.digits <= 4, let separator = peek, "-/.".utf8.contains(separator), skip(separator),
            let second = number(upTo: 2), skip(separator), let third = number(upTo: 4)
        else { return nil }
        if first.digits == 4 { return CivilDate(year: first.value, month: second.value, day: third.value) }
        guard third.digits == 4, first.digits <= 2 else { return nil }
        // Dots are how Europe writes dates, day first.
        let isMonthFirst = order == .monthFirst && separator != UInt8(ascii: ".")
        return isMonthFirst
            ? CivilDate(year: third.value, month: first.value, day: second.value)
            : CivilDate(year: third.value, month: second.value, day: first.value)
    }

    mutating func timeOfDay() -> Int64? {
        guard skip(UInt8(ascii: "T")) || skip(UInt8(ascii: "t")) || peek == UInt8(ascii: " ") else { return nil }
        skipSpaces()
        guard let first = number(upTo: 6) else { return nil }
        var (hour, minute, second) = (first.value, 0, 0)
        if first.digits > 2 {
            guard first.digits == 4 || first.digits == 6 else { return nil }
            let packed = first.digits == 4 ? first.value * 100 : first.value
            (hour, minute, second) = (packed / 10_000, packed / 100 % 100, packed % 100)
        } else {
            guard skip(UInt8(ascii: ":")), let next = number(upTo: 2) else { return nil }
            minute = next.value
            if skip(UInt8(ascii: ":")) {
                guard let next = number(upTo: 2) else { return nil }
                second = next.value
            }
        }
        guard let nanoseconds = fraction() else { return nil }
        guard let hour = hour24(hour), minute < 60, second < 60 else { return nil }
        return Int64(hour * 3600 + minute * 60 + second) * 1_000_000_000 + nanoseconds
    }

    /// Seconds ahead of UTC.
    mutating func offset() -> Int? {
        skipSpaces()
        if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) || skip("UTC") || skip("GMT") { return 0 }
        let isAhead = skip(UInt8(ascii: "+"))
        guard isAhead || skip(UInt8(ascii: "-")), let first = number(upTo: 4) else { return nil }
        var (hours, minutes) = (first.value, 0)
        if first.digits > 2 {
            (hours, minutes) = (first.value / 100, first.value % 100)
        } else if skip(UInt8(ascii: ":")) {
            guard let next = number(upTo: 2) else { return nil }
            minutes = next.value
        }
        guard hours < 24, minutes < 60 else { return nil }
        return (isAhead ? 1 : -1) * (hours * 3600 + minutes * 60)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skip(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func number(upTo limit: Int) -> (value: Int, digits: Int)? {
        var (value, digits) = (0, 0)
        while let byte = peek, byte >= 48, byte <= 57 {
            guard digits < limit else { return nil }
            value = value * 10 + Int(byte) - 48
            digits += 1
            position += 1
        }
        return digits == 0 ? nil : (value, digits)
    }

    /// The nanoseconds of an optional fraction; `nil` for a point without digits.
    private mutating func fraction() -> Int64? {
        guard skip(UInt8(ascii: ".")) else { return 0 }
        var (value, width) = (Int64(0), 0)
        while let byte = peek, byte >= 48, byte <= 57 {
            if width < 9 { value = value * 10 + Int64(byte) - 48 }
            width += 1
            position += 1
        }
        guard width > 0 else { return nil }
        for _ in min(width, 9)..<9 { value *= 10 }
        return value
    }

    /// The hour from 0 to 23, of a clock of 12 hours when `AM` or `PM` follows.
    private mutating func hour24(_ hour: Int) -> Int? {
        let start = position
        skipSpaces()
        for (word, shift) in [("AM", 0), ("am", 0), ("PM", 12), ("pm", 12)] where skip(word) {
            return (1...12).contains(hour) ? hour % 12 + shift : nil
        }
        position = start
        return hour < 24 ? hour : nil
    }
}
