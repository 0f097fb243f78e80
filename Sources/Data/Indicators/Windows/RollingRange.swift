/// The highest of one series and the lowest of another over the last `period` values, by blocks as in ``RollingMaximum``.
///
/// The lowest is kept as the highest of the negated values, so that a block takes the same steps for both side by side.
struct RollingRange: Sendable {
    let period: Int
    private let start: Int
    private let end: Int
    private var place: Int
    /// NaN in the first block, and so are the extremes there.
    private var topPrefix = Double.nan
    private var depthPrefix = Double.nan

    /// The room one range needs in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        end = start + 2 * period
        place = start
    }

    /// Takes a high and a low; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ high: Double, _ low: Double, _ window: WindowMemory) -> (top: Double, bottom: Double) {
        let depth = -low
        window[place] = high
        window[place &+ 1] = depth
        place &+= 2
        if place == end {
            place = start
            topPrefix = -.infinity
            depthPrefix = -.infinity
            let extremes = RollingRange.turn(window, start, end)
            return (extremes.x, -extremes.y)
        }
        topPrefix = high > topPrefix ? high : topPrefix
        depthPrefix = depth > depthPrefix ? depth : depthPrefix
        let top = window[place]
        let bottom = window[place &+ 1]
        return (top > topPrefix ? top : topPrefix, -(bottom > depthPrefix ? bottom : depthPrefix))
    }

    /// Replaces a full block by its suffix extremes, four steps at a time as in ``RollingSumPair``.
    @inline(never)
    private static func turn(_ window: WindowMemory, _ start: Int, _ end: Int) -> SIMD2<Double> {
        var extremes = SIMD2<Double>(repeating: -.infinity)
        var place = end &- 2
        while place >= start &+ 6 {
            let newest = window[pairAt: place]
            let two = newest.larger(window[pairAt: place &- 2])
            let three = two.larger(window[pairAt: place &- 4])
            let four = three.larger(window[pairAt: place &- 6])
            window[pairAt: place] = extremes.larger(newest)
            window[pairAt: place &- 2] = extremes.larger(two)
            window[pairAt: place &- 4] = extremes.larger(three)
            extremes = extremes.larger(four)
            window[pairAt: place &- 6] = extremes
            place &-= 8
        }
        while place >= start {
            extremes = extremes.larger(window[pairAt: place])
            window[pairAt: place] = extremes
            place &-= 2
        }
        return extremes
    }
}
