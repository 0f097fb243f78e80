/// The last `period` values in order of size.
///
/// - Complexity: O(log `period`) comparisons per value, and O(`period`) numbers moved in memory, eight bytes each.
struct SortedWindow: Sendable {
    let period: Int
    let start: Int
    private var count = 0
    private var position = 0

    /// The room the window needs in the memory: by size, then by age.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a value; false until there are `period` of them.
    mutating func push(_ value: Double, _ window: WindowMemory) -> Bool {
        let age = start + period + position
        position = position + 1 == period ? 0 : position + 1
        if count < period {
            insert(value, at: place(of: value, window), window)
        } else {
            replace(window[age], by: value, window)
        }
        window[age] = value
        return count == period
    }

    /// The value with `rank` smaller ones before it.
    @inline(__always)
    func value(rank: Int, _ window: WindowMemory) -> Double { window[start + rank] }

    /// How many values of the window are less.
    func place(of value: Double, _ window: WindowMemory) -> Int {
        var low = 0
        var length = count
        while length > 0 {
            let half = length / 2
            let isLess = window[start + low + half] < value
            low = isLess ? low + half + 1 : low
            length = isLess ? length - half - 1 : half
        }
        return low
    }

    private mutating func insert(_ value: Double, at place: Int, _ window: WindowMemory) {
        guard let base = window.baseAddress else { return }
        let target = base + start + place
        (target + 1).update(from: target, count: count - place)
        target.pointee = value
        count += 1
    }

    /// Takes the old value out and moves only what lies between the two.
    private func replace(_ old: Double, by new: Double, _ window: WindowMemory) {
        guard let base = window.baseAddress else { return }
        let sorted = base + start
        let from = place(of: old, window)
        let to = place(of: new, window)
        if to > from {
            (sorted + from).update(from: sorted + from + 1, count: to - 1 - from)
            sorted[to - 1] = new
        } else {
            (sorted + to + 1).update(from: sorted + to, count: from - to)
            sorted[to] = new
        }
    }
}
