/// The sums of the last `period` values of two series that go together, by blocks as in ``RollingSum``.
struct RollingSumPair: Sendable {
    let period: Int
    private let start: Int
    private let end: Int
    private var place: Int
    /// NaN in the first block, and so are the sums there.
    private var firstPrefix = Double.nan
    private var secondPrefix = Double.nan

    /// The room one pair needs in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        end = start + 2 * period
        place = start
    }

    /// Takes a pair of values; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ values: SIMD2<Double>, _ window: WindowMemory) -> SIMD2<Double> {
        window[pairAt: place] = values
        place &+= 2
        if place == end {
            place = start
            firstPrefix = 0
            secondPrefix = 0
            return RollingSumPair.turn(window, start, end)
        }
        let prefix = SIMD2(firstPrefix, secondPrefix) + values
        firstPrefix = prefix.x
        secondPrefix = prefix.y
        return prefix + window[pairAt: place]
    }

    /// Replaces a full block by its suffix sums, four steps at a time, so that one sum waits for few others.
    // Out of line, and given nothing of the machine, whose state so stays in registers.
    @inline(never)
    private static func turn(_ window: WindowMemory, _ start: Int, _ end: Int) -> SIMD2<Double> {
        var sum = SIMD2<Double>.zero
        var place = end &- 2
        while place >= start &+ 6 {
            let newest = window[pairAt: place]
            let two = newest + window[pairAt: place &- 2]
            let three = two + window[pairAt: place &- 4]
            let four = three + window[pairAt: place &- 6]
            window[pairAt: place] = sum + newest
            window[pairAt: place &- 2] = sum + two
            window[pairAt: place &- 4] = sum + three
            sum += four
            window[pairAt: place &- 6] = sum
            place &-= 8
        }
        while place >= start {
            sum += window[pairAt: place]
            window[pairAt: place] = sum
            place &-= 2
        }
        return sum
    }
}
