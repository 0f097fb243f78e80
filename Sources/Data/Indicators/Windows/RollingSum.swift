/// The sum of the last `period` values, without subtraction.
///
/// Values are taken in blocks of `period`. When a block is full, its suffix sums replace it; the sum of a window is then
/// a suffix of the old block plus a prefix of the new one. So no error outlives its block, a flat window is exact, and
/// nothing drifts however long the series is. Amortised two additions a value; every `period`-th costs `period`.
///
/// - Source: van Herk, Gil and Werman's block decomposition, with + in place of max.
struct RollingSum: Sendable {
    let period: Int
    let start: Int
    private var position = 0
    /// NaN in the first block, and so are the sums there.
    private var prefix = Double.nan

    /// The room one sum needs in the window memory.
    static func room(_ period: Int) -> Int { period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a value; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Double {
        window[start &+ position] = value
        position &+= 1
        if position == period { return turn(window) }
        prefix += value
        return prefix + window[start &+ position]
    }

    @inline(__always)
    private mutating func turn(_ window: WindowMemory) -> Double {
        var sum = 0.0
        var index = start &+ period &- 1
        // Four at a time, each four waiting for the ones before by one addition only.
        while index >= start &+ 3 {
            let two = window[index &- 1] + window[index]
            let three = window[index &- 2] + two
            let four = window[index &- 3] + three
            window[index] += sum
            window[index &- 1] = two + sum
            window[index &- 2] = three + sum
            sum += four
            window[index &- 3] = sum
            index &-= 4
        }
        while index >= start {
            sum += window[index]
            window[index] = sum
            index &-= 1
        }
        position = 0
        prefix = 0
        return sum
    }
}
