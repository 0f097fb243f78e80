/// The line of least squares through the last `period` values, by ``RollingLine``.
struct RollingRegression: Sendable {
    let period: Int
    private let perCount: Double
    private let middle: Double
    private let perSquares: Double
    /// The rows from the middle of the window to its ends.
    let halfLength: Double
    private var line: RollingLine

    /// The room one regression needs in the window memory.
    static func room(_ period: Int) -> Int { RollingLine.room(period) }

    /// Makes an empty window at an offset of the memory; `period` is at least 2.
    init(period: Int, at start: Int = 0) {
        let count = Double(period)
        self.period = period
        perCount = 1 / count
        middle = (count + 1) / 2
        halfLength = (count - 1) / 2
        perSquares = 12 / (count * (count * count - 1))
        line = RollingLine(period: period, at: start)
    }

    /// Takes a value; mean and slope are NaN until there are `period` of them.
    ///
    /// The mean is the line at the middle of the window, the slope its rise from row to row.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> (mean: Double, slope: Double) {
        let sums = line.push(value, window)
        return (line.anchor + sums.plain * perCount, (sums.weighted - middle * sums.plain) * perSquares)
    }
}
