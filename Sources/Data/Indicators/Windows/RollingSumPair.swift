/// The sums of the last `period` values of two series that go together, by blocks as in ``RollingSum``.
struct RollingSumPair: Sendable {
    let period: Int
    let start: Int
    private var position = 0
    private var firstPrefix = 0.0
    private var secondPrefix = 0.0
    private var isFull = false

    /// The room one pair needs in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a pair of values; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ values: SIMD2<Double>, _ window: WindowMemory) -> SIMD2<Double> {
        let place = start + 2 * position
        window[pairAt: place] = values
        position += 1
        if position == period {
            position = 0
            firstPrefix = 0
            secondPrefix = 0
            isFull = true
            return RollingSumPair.turn(window, start, period)
        }
        let prefix = SIMD2(firstPrefix, secondPrefix) + values
        firstPrefix = prefix.x
        secondPrefix = prefix.y
        return isFull ? prefix + window[pairAt: place + 2] : SIMD2(repeating: .nan)
    }

    /// Replaces a full block by its suffix sums, four steps at a time, so that one sum waits for few others.
    // Out of line, and given nothing of the machine, whose state so stays in registers.
    @inline(never)
    private static func turn(_ window: WindowMemory, _ start: Int, _ period: Int) -> SIMD2<Double> {
        var sum = SIMD2<Double>.zero
        var place = start + 2 * (period - 1)
        while place >= start + 6 {
            let newest = window[pairAt: place]
            let two = newest + window[pairAt: place - 2]
            let third = window[pairAt: place - 4]
            let four = two + (third + window[pairAt: place - 6])
            window[pairAt: place] = sum + newest
            window[pairAt: place - 2] = sum + two
            window[pairAt: place - 4] = sum + (two + third)
            sum += four
            window[pairAt: place - 6] = sum
            place -= 8
        }
        while place >= start {
            sum += window[pairAt: place]
            window[pairAt: place] = sum
            place -= 2
        }
        return sum
    }
}
