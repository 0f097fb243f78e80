/// The smallest of the last `period` values: the largest of the negated ones, negated.
struct RollingMinimum: Sendable {
    private var negated: RollingMaximum

    /// The room one minimum needs in the window memory.
    static func room(_ period: Int) -> Int { RollingMaximum.room(period) }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) { negated = RollingMaximum(period: period, at: start) }

    /// Takes a value; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Double { -negated.push(-value, window) }
}
