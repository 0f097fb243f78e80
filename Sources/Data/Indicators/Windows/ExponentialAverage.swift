/// An exponentially weighted mean seeded, as in TA-Lib, by the plain mean of the first `period` values.
struct ExponentialAverage: Sendable {
    let period: Int
    let weight: Double
    private var seen = 0
    private var value = 0.0

    /// Makes an average in which the newest value weighs `weight`.
    init(period: Int, weight: Double) {
        self.period = period
        self.weight = weight
    }

    /// The average of the EMA: weight 2 / (period + 1).
    static func standard(_ period: Int) -> ExponentialAverage {
        ExponentialAverage(period: period, weight: 2 / Double(period + 1))
    }

    /// Wilder's average: weight 1 / period.
    static func wilder(_ period: Int) -> ExponentialAverage {
        ExponentialAverage(period: period, weight: 1 / Double(period))
    }

    /// Takes a value; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ next: Double) -> Double {
        if seen >= period {
            value += weight * (next - value)
            return value
        }
        return seed(next)
    }

    /// Takes a value when there have been `period` of them already.
    @inline(__always)
    mutating func advance(_ next: Double) -> Double {
        value += weight * (next - value)
        return value
    }

    @inline(__always)
    private mutating func seed(_ next: Double) -> Double {
        // A weight of 1 stays here: a copy, free of the rounding in value + 1 × (next − value).
        guard weight < 1 else { return next }
        seen += 1
        value += next
        if seen < period { return .nan }
        value /= Double(period)
        return value
    }
}
