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
    mutating func push(_ first: Double, _ second: Double, _ window: WindowMemory) -> (first: Double, second: Double) {
        let place = start + 2 * position
        window[place] = first
        window[place + 1] = second
        position += 1
        if position == period {
            position = 0
            firstPrefix = 0
            secondPrefix = 0
            isFull = true
            return RollingSumPair.turn(window, start, period)
        }
        firstPrefix += first
        secondPrefix += second
        guard isFull else { return (.nan, .nan) }
        return (firstPrefix + window[place + 2], secondPrefix + window[place + 3])
    }

    /// Replaces a full block by its suffix sums.
    // Out of line, and given nothing of the machine, whose state so stays in registers.
    @inline(never)
    private static func turn(_ window: WindowMemory, _ start: Int, _ period: Int) -> (first: Double, second: Double) {
        var first = 0.0
        var second = 0.0
        var place = start + 2 * (period - 1)
        while place >= start {
            first += window[place]
            second += window[place + 1]
            window[place] = first
            window[place + 1] = second
            place -= 2
        }
        return (first, second)
    }
}
