/// The line of least squares through the last `period` values, by ``RollingLine``.
struct RollingRegression: Sendable {
    let period: Int
    private let perCount: Double
    private let middle: Double
    private let perSquares: Double
    private var line: RollingLine

    /// The room one regression needs in the window memory.
    static func room(_ period: Int) -> Int { RollingLine.room(period) }

    /// Makes an empty window at an offset of the memory; `period` is at least 2.
    init(period: Int, at start: Int = 0) {
        let count = Double(period)
        self.period = period
        perCount = 1 / count
        middle = (count + 1) / 2
        perSquares = 12 / (count * (count * count - 1))
        line = RollingLine(period: period, at: start)
    }

    /// Takes a value; false until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Bool { line.push(value, window) }

    /// The mean of the values: the line at the middle of the window.
    @inline(__always)
    var mean: Double { line.anchor + line.sum * perCount }

    /// The rise of the line from row to row.
    @inline(__always)
    var slope: Double { (line.weighted - middle * line.sum) * perSquares }
}
