/// The middle between the highest high and the lowest low of the last `period` bars.
struct RollingMiddle: Sendable {
    private var highest: RollingMaximum
    private var lowest: RollingMinimum

    /// The room one middle needs in the window memory.
    static func room(_ period: Int) -> Int { RollingMaximum.room(period) + RollingMinimum.room(period) }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        highest = RollingMaximum(period: period, at: start)
        lowest = RollingMinimum(period: period, at: start + RollingMaximum.room(period))
    }

    /// Takes a bar; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ high: Double, _ low: Double, _ window: WindowMemory) -> Double {
        0.5 * (highest.push(high, window) + lowest.push(low, window))
    }
}
