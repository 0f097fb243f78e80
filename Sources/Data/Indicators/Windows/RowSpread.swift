/// The sample variance of the finite values among the last `period` rows.
struct RowSpread: BitwiseCopyable, Sendable {
    private var rows: RowBlocks<MomentsFold>
    private let need: Int
    private let perCount: Double
    private let perDegree: Double

    /// The room it needs in the window memory.
    static func room(_ period: Int) -> Int { RowBlocks<MomentsFold>.room(period) }

    /// Makes an empty window at an offset of the memory, which gives a value from `need` finite ones on, at least two.
    init(period: Int, need: Int, at start: Int = 0) {
        rows = RowBlocks(period: period, at: start)
        self.need = need
        perCount = 1 / Double(period)
        perDegree = 1 / Double(period - 1)
    }

    /// Takes a row; NaN while there are too few finite ones, and never negative.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Double {
        let sum = rows.push(value, window)
        if rows.isWhole {
            let spread = sum.second - sum.first * sum.first * perCount
            return spread > 0 ? spread * perDegree : 0
        }
        let count = rows.count(window)
        guard count >= need else { return .nan }
        let spread = sum.second - sum.first * sum.first / Double(count)
        return spread > 0 ? spread / Double(count - 1) : 0
    }
}
