/// The largest of the last `period` values, without a branch on the data (blocks as in ``RollingSum``).
struct RollingMaximum: Sendable {
    let period: Int
    let start: Int
    private var position = 0
    /// NaN in the first block, and so is what comes out there.
    private var prefix = Double.nan

    /// The room one maximum needs in the window memory.
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
        prefix = value > prefix ? value : prefix
        let suffix = window[start &+ position]
        return suffix > prefix ? suffix : prefix
    }

    @inline(__always)
    private mutating func turn(_ window: WindowMemory) -> Double {
        var largest = -Double.infinity
        var index = start &+ period &- 1
        while index >= start {
            let value = window[index]
            largest = value > largest ? value : largest
            window[index] = largest
            index &-= 1
        }
        position = 0
        prefix = -.infinity
        return largest
    }
}
