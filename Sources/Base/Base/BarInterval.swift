/// How much time one bar covers: `1m`, `5m`, `1h`, `1d`, `1w`.
public struct BarInterval: Hashable, Sendable, CustomStringConvertible, Comparable {
    /// The length in seconds; a day is 86,400 whatever the session's length.
    public let seconds: Int

    /// Makes an interval of so many seconds, which must be positive.
    public init(seconds: Int) {
        precondition(seconds > 0, "a bar interval must be positive, was \(seconds) s")
        self.seconds = seconds
    }

    /// One minute.
    public static let minute = BarInterval(seconds: 60)
    /// One hour.
    public static let hour = BarInterval(seconds: 3600)
    /// One trading day.
    public static let day = BarInterval(seconds: 86_400)
    /// One trading week.
    public static let week = BarInterval(seconds: 604_800)

    /// Whether a bar covers less than a day.
    public var isIntraday: Bool { seconds < 86_400 }

    /// Reads `15m`, `1h`, `1d` or `1w`; `nil` for anything else.
    public init?(_ text: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()), count > 0,
            count <= 100_000
        else { return nil }
        self.init(seconds: count * unit)
    }

    /// The text that ``init(_:)`` reads, in the largest unit that divides it.
    public var description: String {
        for (unit, name) in [(604_800, "w"), (86_400, "d"), (3600, "h"), (60, "m")] where seconds % unit == 0 {
            return "\(seconds / unit)\(name)"
        }
        return "\(seconds)s"
    }

    /// Whether the left interval is shorter.
    public static func < (left: BarInterval, right: BarInterval) -> Bool { left.seconds < right.seconds }
}
