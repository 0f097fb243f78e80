/// The mean of the last `period` values, and the mean of their absolute deviations from it.
///
/// - Complexity: O(`period`) time per value: no value's deviation can be kept while the mean moves.
struct MeanDeviation: Sendable {
    let period: Int
    let start: Int
    private let perCount: Double
    private var position = 0
    private var isFull = false

    /// The room the window needs in the memory.
    static func room(_ period: Int) -> Int { period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        perCount = 1 / Double(period)
    }

    /// Takes a value; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> (mean: Double, deviation: Double) {
        window[start + position] = value
        position += 1
        if position == period {
            position = 0
            isFull = true
        }
        return isFull ? measure(value, window) : (.nan, .nan)
    }

    /// Deviations are taken from the newest value first, so that a high level costs no digits.
    private func measure(_ anchor: Double, _ window: WindowMemory) -> (mean: Double, deviation: Double) {
        var sum = 0.0
        for place in start..<(start + period) { sum += window[place] - anchor }
        let mean = anchor + sum * perCount
        var deviations = 0.0
        for place in start..<(start + period) { deviations += (window[place] - mean).magnitude }
        return (mean, deviations * perCount)
    }
}
