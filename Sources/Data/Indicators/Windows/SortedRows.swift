/// The finite values among the last `period` rows, in order of size.
///
/// A missing row counts as plus infinity, so that there are always `period` values and a row goes in where another one
/// goes out.
///
/// - Complexity: O(`period`) without a branch up to 128 rows; from there on O(log `period`) comparisons a row, and
///   moving of up to `period` numbers in one stretch.
struct SortedRows: BitwiseCopyable, Sendable {
    let period: Int
    private let start: Int
    private var position = 0
    /// How many values there are.
    private(set) var count = 0

    /// The longest window that going through all of it is quicker for.
    private static let shortPeriod = 128

    /// The room one window needs in the window memory: the rows as they came, then sorted, with an infinity behind.
    static func room(_ period: Int) -> Int { 2 * period + 1 }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Writes a window in which all is missing.
    func prepare(_ window: WindowMemory) {
        for place in start..<(start + Self.room(period)) { window[place] = .infinity }
    }

    /// Takes a row, missing or not.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) {
        guard let base = window.baseAddress else { return }
        let rows = base + start
        let next = value.isFinite ? value : .infinity
        let old = rows[position]
        rows[position] = next
        position = position + 1 == period ? 0 : position + 1
        count += (next < .infinity ? 1 : 0) - (old < .infinity ? 1 : 0)
        if period <= Self.shortPeriod {
            Self.exchange(old, next, rows + period, period)
        } else {
            Self.move(old, next, rows + period, period)
        }
    }

    /// The value of a place, the smallest at 0.
    @inline(__always)
    func value(at place: Int, _ window: WindowMemory) -> Double { window[start + period + place] }

    /// How many values are smaller, plus how many are not larger.
    func rankSum(of value: Double, _ window: WindowMemory) -> Int {
        guard let base = window.baseAddress else { return 0 }
        let sorted = base + start + period
        return Self.place(of: value, sorted, period) + Self.place(of: value.nextUp, sorted, period)
    }

    /// Takes a number out and puts another in, in one pass: without the old one its successors move up, and the new one
    /// goes between the last smaller number and the first that is not.
    @inline(never)
    private static func exchange(_ old: Double, _ new: Double, _ sorted: UnsafeMutablePointer<Double>, _ count: Int) {
        var before = -Double.infinity
        var place = 0
        while place < count {
            let here = sorted[place]
            let next = sorted[place &+ 1]
            let left = here < old ? here : next
            let bounded = left < new ? left : new
            sorted[place] = before > bounded ? before : bounded
            before = left
            place &+= 1
        }
    }

    /// Takes a number out and puts another in, moving what lies between them.
    @inline(never)
    private static func move(_ old: Double, _ new: Double, _ sorted: UnsafeMutablePointer<Double>, _ count: Int) {
        let out = place(of: old, sorted, count)
        let into = place(of: new, sorted, count)
        if into > out {
            (sorted + out).update(from: sorted + out + 1, count: into - out - 1)
            sorted[into - 1] = new
        } else {
            (sorted + into + 1).update(from: sorted + into, count: out - into)
            sorted[into] = new
        }
    }

    /// How many of the sorted numbers are smaller, without a branch on them.
    @inline(__always)
    private static func place(of value: Double, _ sorted: UnsafeMutablePointer<Double>, _ count: Int) -> Int {
        var first = sorted
        var length = count
        while length > 1 {
            let half = length / 2
            first += first[half - 1] < value ? half : 0
            length -= half
        }
        return (first - sorted) + (first[0] < value ? 1 : 0)
    }
}
