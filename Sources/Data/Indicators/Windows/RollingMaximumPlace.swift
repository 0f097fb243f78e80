/// Where the largest of the last `period` values came, counted from the first value ever.
///
/// Of equal values TA-Lib keeps the one it has until a newer one comes or it leaves the window, when it takes the oldest.
/// A queue of the values that no later one exceeds, equal ones included, has the oldest in front, so no window is searched.
struct RollingMaximumPlace: Sendable {
    let period: Int
    let start: Int
    private var seen = 0
    private var front = 0
    private var count = 0
    private var place = -1
    private var largest = -Double.infinity

    /// The room one place needs in the window memory: values, then places.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a value; NaN until there are `period` of them.
    mutating func push(_ value: Double, _ window: WindowMemory) -> Double {
        let now = seen
        seen += 1
        if count > 0, Int(window[start + period + front]) == now - period {
            front = wrapped(front + 1)
            count -= 1
        }
        while count > 0, window[start + wrapped(front + count - 1)] < value { count -= 1 }
        let back = wrapped(front + count)
        window[start + back] = value
        window[start + period + back] = Double(now)
        count += 1
        if seen < period { return .nan }
        choose(value, now, window)
        return Double(place)
    }

    private mutating func choose(_ value: Double, _ now: Int, _ window: WindowMemory) {
        if place <= now - period {
            largest = window[start + front]
            place = Int(window[start + period + front])
        } else if value >= largest {
            largest = value
            place = now
        }
    }

    @inline(__always)
    private func wrapped(_ index: Int) -> Int { index >= period ? index - period : index }
}
