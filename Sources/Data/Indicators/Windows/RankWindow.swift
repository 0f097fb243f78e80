/// Where the newest of the last `period` rows stands among the finite ones.
///
/// A short window is counted through; a long one is kept sorted.
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

    /// Takes a row: how many finite rows are smaller plus how many are not larger, and how many there are.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> (sum: Int, count: Int) {
        if period > Self.countedPeriod {
            sorted.push(value, window)
            return (sorted.rankSum(of: value, window), sorted.count)
        }
        guard let base = window.baseAddress else { return (0, 0) }
        let rows = base + start
        let next = value.isFinite ? value : .infinity
        let old = rows[position]
        // Before the new value is written: reading all of the window at once would have to wait for it.
        let others = Self.rankSum(of: next, rows, period) - (old < next ? 1 : 0) - (old <= next ? 1 : 0)
        rows[position] = next
        position = position + 1 == period ? 0 : position + 1
        count += (next < .infinity ? 1 : 0) - (old < .infinity ? 1 : 0)
        return (others + 1, count)
    }

    @inline(never)
    private static func rankSum(of value: Double, _ rows: UnsafeMutablePointer<Double>, _ count: Int) -> Int {
        var sum = 0
        var place = 0
        while place < count {
            sum &+= (rows[place] < value ? 1 : 0) &+ (rows[place] <= value ? 1 : 0)
            place &+= 1
        }
        return sum
    }
}
