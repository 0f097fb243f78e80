/// Wilder's sums of directional movement and of the true range, each fading by a `period`-th a bar.
struct DirectionalSums: Sendable {
    let period: Int
    private let keep: Double
    private var previous = HighLowClose(high: .nan, low: .nan, close: .nan)
    private var seen = 0
    /// The sum of the upward movements.
    private(set) var plus = 0.0
    /// The sum of the downward movements.
    private(set) var minus = 0.0
    /// The sum of the true ranges.
    private(set) var range = 0.0

    /// Makes sums of no bars.
    init(period: Int) {
        self.period = period
        keep = 1 - 1 / Double(period)
    }

    /// Takes a bar.
    ///
    /// - Returns: How many changes from bar to bar are in the sums, counted up to `period`.
    @inline(__always)
    mutating func push(_ bar: HighLowClose) -> Int {
        let last = previous
        previous = bar
        guard !last.close.isNaN else { return 0 }
        let up = bar.high - last.high
        let down = last.low - bar.low
        let fade = seen < period - 1 ? 1 : keep
        let moves = SIMD2(up, down).kept(where: SIMD2(up, down), exceed: SIMD2(down, up)).larger(.zero)
        let sums = SIMD2(plus, minus) * fade + moves
        plus = sums.x
        minus = sums.y
        range = range * fade + trueRange(bar, after: last.close)
        if seen < period { seen += 1 }
        return seen
    }
}

/// The average directional index: Wilder's mean of the strengths of direction.
struct DirectionalAverage: Sendable {
    let period: Int
    private let keep: Double
    private var seen = 0
    private var value = 0.0

    /// Makes a mean of nothing.
    init(period: Int) {
        self.period = period
        keep = 1 - 1 / Double(period)
    }

    /// Takes a strength, or leaves the mean as it is where there `isNone`; NaN until `period` bars are taken.
    @inline(__always)
    mutating func push(_ strength: Double, isNone: Bool) -> Double {
        if seen >= period {
            value = isNone ? value : value * keep + strength * (1 - keep)
            return value
        }
        seen += 1
        value += isNone ? 0 : strength
        if seen < period { return .nan }
        value /= Double(period)
        return value
    }
}

/// The true range of a bar that comes after a close: NaN where there is none.
@inline(__always)
func trueRange(_ bar: HighLowClose, after close: Double) -> Double {
    let range = bar.high - bar.low
    let up = (close - bar.high).magnitude
    let down = (close - bar.low).magnitude
    let gap = up > down ? up : down
    return range > gap ? range : gap
}

/// A ratio that is zero where there is nothing to divide by.
@inline(__always)
func ratio(_ part: Double, to whole: Double) -> Double { whole == 0 ? 0 : part / whole }
