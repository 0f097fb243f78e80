/// The highest of one series and the lowest of another over the last `period` values, by blocks as in ``RollingMaximum``.
///
/// The lowest is kept as the highest of the negated values, so that both are found by the same steps side by side.
struct RollingRange: Sendable {
    let period: Int
    let start: Int
    private var position = 0
    private var topPrefix = -Double.infinity
    private var depthPrefix = -Double.infinity
    private var isFull = false

    /// The room one range needs in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a high and a low; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ high: Double, _ low: Double, _ window: WindowMemory) -> (top: Double, bottom: Double) {
        let extremes = push(SIMD2(high, -low), window)
        return (extremes.x, -extremes.y)
    }

    /// Takes a high and a negated low, and gives the highest and the negated lowest.
    @inline(__always)
    mutating func push(_ values: SIMD2<Double>, _ window: WindowMemory) -> SIMD2<Double> {
        let place = start + 2 * position
        window[pairAt: place] = values
        position += 1
        if position == period {
            position = 0
            topPrefix = -.infinity
            depthPrefix = -.infinity
            isFull = true
            return RollingRange.turn(window, start, period)
        }
        let prefix = SIMD2(topPrefix, depthPrefix).larger(values)
        topPrefix = prefix.x
        depthPrefix = prefix.y
        return isFull ? prefix.larger(window[pairAt: place + 2]) : SIMD2(repeating: .nan)
    }

    /// Replaces a full block by its suffix extremes, four steps at a time as in ``RollingSumPair``.
    @inline(never)
    private static func turn(_ window: WindowMemory, _ start: Int, _ period: Int) -> SIMD2<Double> {
        var extremes = SIMD2<Double>(repeating: -.infinity)
        var place = start + 2 * (period - 1)
        while place >= start + 6 {
            let newest = window[pairAt: place]
            let two = newest.larger(window[pairAt: place - 2])
            let third = window[pairAt: place - 4]
            let four = two.larger(third.larger(window[pairAt: place - 6]))
            window[pairAt: place] = extremes.larger(newest)
            window[pairAt: place - 2] = extremes.larger(two)
            window[pairAt: place - 4] = extremes.larger(two.larger(third))
            extremes = extremes.larger(four)
            window[pairAt: place - 6] = extremes
            place -= 8
        }
        while place >= start {
            extremes = extremes.larger(window[pairAt: place])
            window[pairAt: place] = extremes
            place -= 2
        }
        return extremes
    }
}
