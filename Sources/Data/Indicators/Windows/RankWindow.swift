/// Where the newest of the last `period` rows stands among the finite ones.
///
/// A short window is counted through, two numbers at a time; a long one is kept sorted.
struct RankWindow: BitwiseCopyable, Sendable {
    /// The longest window that counting is quicker for.
    private static let countedPeriod = 128

    let period: Int
    private let start: Int
    private var sorted: SortedRows
    private var position = 0
    private var count = 0

    /// The room one window needs in the window memory.
    static func room(_ period: Int) -> Int { period > countedPeriod ? SortedRows.room(period) : period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        sorted = SortedRows(period: period, at: start)
    }

    /// Writes a window in which all is missing.
    func prepare(_ window: WindowMemory) {
        for place in start..<(start + Self.room(period)) { window[place] = .infinity }
    }

    /// Takes a row: how many finite rows are smaller, how many are not larger, and how many there are.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> (below: Int, upTo: Int, count: Int) {
        if period > Self.countedPeriod {
            sorted.push(value, window)
            let ranks = sorted.ranks(of: value, window)
            return (ranks.below, ranks.upTo, sorted.count)
        }
        let next = value.isFinite ? value : .infinity
        let place = start + position
        count += (next < .infinity ? 1 : 0) - (window[place] < .infinity ? 1 : 0)
        window[place] = next
        position = position + 1 == period ? 0 : position + 1
        var below = 0
        var upTo = 0
        for place in start..<(start + period) {
            below &+= window[place] < value ? 1 : 0
            upTo &+= window[place] <= value ? 1 : 0
        }
        return (below, upTo, count)
    }
}
