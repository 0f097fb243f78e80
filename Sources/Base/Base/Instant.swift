/// A point in time: nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// The range is 1677-09-21 to 2262-04-11. An instant has no zone; zones exist only at the edges.
public struct Instant: Hashable, Comparable, Sendable, BitwiseCopyable, Codable {
    /// Nanoseconds since the Unix epoch.
    public var nanoseconds: Int64

    /// Makes an instant from nanoseconds since the Unix epoch.
    @inlinable
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Makes an instant from whole seconds since the Unix epoch; beyond the range, the nearest end of it.
    @inlinable
    public init(seconds: Int64) {
        let (product, isTooFar) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        nanoseconds = isTooFar ? (seconds < 0 ? .min : .max) : product
    }

    /// Midnight UTC at the start of a civil date; beyond the range, the nearest end of it.
    public init(_ date: CivilDate) { self.init(seconds: Int64(date.daysSinceEpoch) * 86_400) }

    /// The earliest instant there is.
    public static let distantPast = Instant(nanoseconds: .min)
    /// The latest instant there is.
    public static let distantFuture = Instant(nanoseconds: .max)

    /// Whether the left instant lies before the right one.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Whole seconds since the epoch, rounded down.
    public var seconds: Int64 { nanoseconds.flooredDivision(by: 1_000_000_000) }

    /// The civil date in UTC.
    public var utcDate: CivilDate { CivilDate(daysSinceEpoch: Int(seconds.flooredDivision(by: 86_400))) }

    /// This instant moved by a number of seconds; beyond the range, the nearest end of it.
    public func advanced(bySeconds count: Int64) -> Instant {
        let (sum, isTooFar) = nanoseconds.addingReportingOverflow(Instant(seconds: count).nanoseconds)
        return isTooFar ? (count < 0 ? .distantPast : .distantFuture) : Instant(nanoseconds: sum)
    }

    /// Codes as its ISO 8601 text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(iso8601: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected an ISO 8601 time such as 2023-09-20T20:00:00Z, was \(text)")
        }
        self = instant
    }

    /// Codes as its ISO 8601 text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, as calendars need.
    func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
