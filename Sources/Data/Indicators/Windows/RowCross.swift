/// What two series have in common over the last `period` rows in which both are finite.
struct RowCross: BitwiseCopyable, Sendable {
    private var rows: RowBlocks<CrossFold>
    private let need: Int
    private let perCount: Double
    let period: Int

    /// Σ(x − mean)(y − mean), Σ(x − mean)² and Σ(y − mean)², and of how many rows.
    struct Sums {
        var products: Double
        var first: Double
        var second: Double
        var count: Double
    }

    /// The room it needs in the window memory.
    static func room(_ period: Int) -> Int { RowBlocks<CrossFold>.room(period) }

    /// Makes an empty window, which gives sums from `need` rows on, at least two.
    init(period: Int, need: Int) {
        self.period = period
        self.need = need
        rows = RowBlocks(period: period)
        perCount = 1 / Double(period)
    }

    /// Whether no row of the window lacks or misses a side.
    @inline(__always)
    var isWhole: Bool { rows.isWhole }

    /// Takes a row; `nil` while there are too few with both sides.
    @inline(__always)
    mutating func push(_ value: ValuePair, _ window: WindowMemory) -> Sums? {
        let sum = rows.push(value, window)
        if rows.isWhole { return Self.conclude(sum, Double(period), perCount) }
        let count = rows.count(window)
        return count >= need ? Self.conclude(sum, Double(count), 1 / Double(count)) : nil
    }

    @inline(__always)
    private static func conclude(_ sum: CrossFold.Sum, _ count: Double, _ perCount: Double) -> Sums {
        let x = sum.x * perCount
        let y = sum.y * perCount
        let first = sum.xx - sum.x * x
        let second = sum.yy - sum.y * y
        return Sums(
            products: sum.xy - sum.x * y, first: first > 0 ? first : 0, second: second > 0 ? second : 0, count: count)
    }

    /// Whether the sample deviation of a side, by its own finite values, is at most `flat`.
    ///
    /// - Complexity: O(`period`); only asked where a row misses a side.
    @inline(never)
    func hasFlatSide(_ flat: Double, _ window: WindowMemory) -> Bool {
        let values = rows.rows(window)
        let count = rows.lackingRows == 0 ? period : rows.position
        return Self.deviation((0..<count).lazy.map { values[$0].first }) <= flat
            || Self.deviation((0..<count).lazy.map { values[$0].second }) <= flat
    }

    /// The sample deviation of the finite values; NaN where there are fewer than two.
    private static func deviation(_ values: some Sequence<Double>) -> Double {
        var count = 0.0
        var mean = 0.0
        var squares = 0.0
        for value in values where value.isFinite {
            count += 1
            let away = value - mean
            mean += away / count
            squares += away * (value - mean)
        }
        return count < 2 ? .nan : (squares / (count - 1)).squareRoot()
    }
}
