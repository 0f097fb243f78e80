import Base

/// Tells what a bar covers from the distances between times.
enum IntervalDetection {
    /// Rows of a symbol that are looked at.
    private static let sample = 1000
    private static let nanosecondsPerSecond: Int64 = 1_000_000_000

    /// The most frequent distance between a row and the next later one.
    ///
    /// The result is in the unit of the values; `nil` when no row is later than the one before.
    static func commonStep(of values: some Sequence<Int64>) -> Int64? {
        var counts: [Int64: Int] = [:]
        var previous: Int64?
        for value in values.prefix(sample) {
            if let previous, value > previous { counts[value - previous, default: 0] += 1 }
            previous = value
        }
        // Of steps equally frequent the shortest, so that the result does not depend on the order of a dictionary.
        return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }

    /// The interval of bars a number of days apart; `nil` when they are not daily.
    static func interval(daysApart step: Int64?) -> BarInterval? { (step ?? 1) <= 4 ? .day : nil }

    /// The interval of bars a number of nanoseconds apart; `nil` when it is none that sources use.
    static func interval(nanosecondsApart step: Int64) -> BarInterval? {
        guard step % nanosecondsPerSecond == 0 else { return nil }
        let seconds = Int(step / nanosecondsPerSecond)
        // An hour less or more where clocks change between two daily bars.
        if (82_800...90_000).contains(seconds) { return .day }
        guard seconds < 86_400, 86_400 % seconds == 0 else { return nil }
        return BarInterval(seconds: seconds)
    }
}
