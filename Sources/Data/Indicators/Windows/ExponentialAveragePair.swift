/// Two exponentially weighted means of one length that go together, seeded as in ``ExponentialAverage``.
struct ExponentialAveragePair: Sendable {
    let period: Int
    let weight: Double
    private var seen = 0
    /// The mean of the first series, once ``push(_:_:)`` has given true.
    private(set) var first = 0.0
    /// The mean of the second series, once ``push(_:_:)`` has given true.
    private(set) var second = 0.0

    /// Makes averages in which the newest values weigh `weight`.
    init(period: Int, weight: Double) {
        self.period = period
        self.weight = weight
    }

    /// The average of the EMA: weight 2 / (period + 1).
    static func standard(_ period: Int) -> ExponentialAveragePair {
        ExponentialAveragePair(period: period, weight: 2 / Double(period + 1))
    }

    /// Wilder's average: weight 1 / period.
    static func wilder(_ period: Int) -> ExponentialAveragePair {
        ExponentialAveragePair(period: period, weight: 1 / Double(period))
    }

    /// Takes a pair of values; false until there are `period` of them.
    @inline(__always)
    mutating func push(_ nextFirst: Double, _ nextSecond: Double) -> Bool {
        if seen >= period {
            first += weight * (nextFirst - first)
            second += weight * (nextSecond - second)
            return true
        }
        return seed(nextFirst, nextSecond)
    }

    @inline(__always)
    private mutating func seed(_ nextFirst: Double, _ nextSecond: Double) -> Bool {
        // A period of 1 stays here: a copy, free of the rounding in value + 1 × (next − value).
        guard period > 1 else {
            first = nextFirst
            second = nextSecond
            return true
        }
        seen += 1
        first += nextFirst
        second += nextSecond
        if seen < period { return false }
        first /= Double(period)
        second /= Double(period)
        return true
    }
}
