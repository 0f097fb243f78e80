import Base
import Storage

/// A file's time column: dates, or times in nanoseconds since 1970-01-01.
struct ImportTimes {
    enum Kind {
        case dates
        /// Times of a clock whose zone the file does not tell.
        case local
        /// Times in UTC.
        case utc
    }

    let kind: Kind
    /// Days or nanoseconds, one a row.
    let values: [Int64]

    /// Years 1700 to 2249: every date and time in it has room for a zone and an interval within what an instant spans.
    private static let days: ClosedRange<Int64> = -98_615...102_262
    private static let nanosecondsPerDay: Int64 = 86_400_000_000_000

    init(_ file: ImportFile) throws {
        let column = try file.required(.time)
        switch column.kind {
        case .date:
            kind = .dates
            values = try column.withDays { $0.map { $0 == .min ? Int64.min : Int64($0) } }
        case .timestamp(let zoned):
            kind = zoned ? .utc : .local
            values = try column.withInt64s(Array.init)
        case .int64:
            (kind, values) = try column.withInt64s { ImportTimes.counted(Array($0)) }
        case .double:
            let numbers = try column.doubles()
            let whole = numbers.map { Int64(exactly: $0.rounded()) ?? .min }
            (kind, values) = ImportTimes.counted(whole)
        case .text:
            (kind, values) = try ImportTimes.written(column, file)
        case .bool:
            throw file.badColumn(column, expected: "dates or times")
        }
        try check(column, file)
    }

    /// Whole numbers: `20230920`, or seconds, milli-, micro- or nanoseconds since 1970-01-01, told by their size.
    private static func counted(_ numbers: [Int64]) -> (Kind, [Int64]) {
        if numbers.allSatisfy({ $0 == .min || (17_000_101...22_491_231).contains($0) }) {
            let days = numbers.map { number -> Int64 in
                let (year, month, day) = (Int(number / 10_000), Int(number / 100 % 100), Int(number % 100))
                guard number != .min, let date = CivilDate(year: year, month: month, day: day) else { return .min }
                return Int64(date.daysSinceEpoch)
            }
            return (.dates, days)
        }
        let largest = numbers.reduce(0) { max($0, $1 == .min ? 0 : $1.magnitude) }
        let scale: Int64 =
            switch largest {
            case ..<100_000_000_000: 1_000_000_000
            case ..<100_000_000_000_000: 1_000_000
            case ..<100_000_000_000_000_000: 1000
            default: 1
            }
        let values = numbers.map { number -> Int64 in
            let product = number.multipliedReportingOverflow(by: scale)
            return number == .min ? .min : product.overflow ? .max : product.partialValue
        }
        return (.utc, values)
    }

    /// Texts; each distinct one is read once.
    private static func written(_ column: Column, _ file: ImportFile) throws -> (Kind, [Int64]) {
        let order = TimeText.order(of: column.dictionary)
        var parsed: [TimeText] = []
        for (code, text) in column.dictionary.enumerated() {
            guard let time = TimeText(text, order: order) else {
                let row = try column.withCodes { $0.firstIndex(of: Int32(code)) } ?? 0
                throw file.badCell(column, row: row, expected: "a date or time such as 2023-09-20 16:00", was: text)
            }
            parsed.append(time)
        }
        let dates = parsed.allSatisfy { $0.nanosecondsOfDay == nil }
        let zoned = parsed.count { $0.offsetSeconds != nil }
        guard zoned == 0 || zoned == parsed.count else {
            throw MarketDataError.badColumn(
                path: file.path, column: column.name, expected: "a time zone in every row or in none", was: "both")
        }
        // Out of range dates are caught later, by their days; here they must only not overflow.
        let limits = ImportTimes.days
        let values = parsed.map { time -> Int64 in
            let day = Int64(time.date.daysSinceEpoch)
            if dates { return day }
            return limits.contains(day) ? time.nanoseconds : Int64.max
        }
        let rows = try column.withCodes { codes in codes.map { $0 < 0 ? Int64.min : values[Int($0)] } }
        return (dates ? .dates : zoned > 0 ? .utc : .local, rows)
    }

    private func check(_ column: Column, _ file: ImportFile) throws {
        let scale = kind == .dates ? 1 : ImportTimes.nanosecondsPerDay
        let range = (ImportTimes.days.lowerBound * scale)...(ImportTimes.days.upperBound * scale)
        guard let row = values.firstIndex(where: { !range.contains($0) }) else { return }
        let isMissing = values[row] == .min
        throw file.badCell(
            column, row: row, expected: "a date or time from 1700 to 2249", was: isMissing ? "nothing" : "another")
    }
}
