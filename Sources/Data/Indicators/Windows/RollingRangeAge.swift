/// How many values ago the highest of one series and the lowest of another came, of the last `period` values; the newest
/// of equal ones counts.
///
/// Blocks as in ``RollingRange``, each suffix with the places of its extremes.
struct RollingRangeAge: Sendable {
    let period: Int
    private let start: Int
    private var position = 0
    private var topPrefix = -Double.infinity
    private var depthPrefix = -Double.infinity
    private var topPlace = 0.0
    private var depthPlace = 0.0
    private var isFull = false

    /// The room one age needs in the window memory.
    static func room(_ period: Int) -> Int { 4 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a high and a low, and gives the ages of the highest and the lowest; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ high: Double, _ low: Double, _ window: WindowMemory) -> SIMD2<Double> {
        let values = SIMD2(high, -low)
        let place = start &+ 4 &* position
        let now = SIMD2(repeating: Double(position))
        window[pairAt: place] = values
        position &+= 1
        if position == period {
            position = 0
            topPrefix = -.infinity
            depthPrefix = -.infinity
            isFull = true
            return now - RollingRangeAge.turn(window, start, period)
        }
        let last = SIMD2(topPrefix, depthPrefix)
        let prefix = last.larger(values)
        let prefixPlace = SIMD2(topPlace, depthPlace).replacing(with: now, where: values .>= last)
        topPrefix = prefix.x
        depthPrefix = prefix.y
        topPlace = prefixPlace.x
        depthPlace = prefixPlace.y
        guard isFull else { return SIMD2(repeating: .nan) }
        let suffixPlace = window[pairAt: place &+ 6] - SIMD2(repeating: Double(period))
        return now - suffixPlace.replacing(with: prefixPlace, where: prefix .>= window[pairAt: place &+ 4])
    }

    /// Replaces a full block by its suffix extremes and their places; gives the places of the extremes of all.
    @inline(never)
    private static func turn(_ window: WindowMemory, _ start: Int, _ period: Int) -> SIMD2<Double> {
        var extremes = SIMD2<Double>(repeating: -.infinity)
        var found = SIMD2<Double>.zero
        var index = period &- 1
        while index >= 0 {
            let place = start &+ 4 &* index
            let values = window[pairAt: place]
            let isLarger = values .> extremes
            found = found.replacing(with: SIMD2(repeating: Double(index)), where: isLarger)
            extremes = extremes.replacing(with: values, where: isLarger)
            window[pairAt: place] = extremes
            window[pairAt: place &+ 2] = found
            index &-= 1
        }
        return found
    }
}
