/// The mean absolute deviation of the finite values among the last `period` rows from their mean.
///
/// - Units: those of the input.
/// - Missing: rows that are not finite are skipped; NaN while the window holds too few finite ones.
/// - Source: Qlib Mad; pandas `rolling(n, min_periods).apply(lambda x: nanmean(abs(x - nanmean(x))))`.
/// - Complexity: O(`period`) a row.
public struct RowMeanDeviation: RowStatistic {
    /// The length in rows.
    public let period: Int
    let need: Int
    private var rows: RowBlocks<SumFold>

    /// Makes a window of `period` rows, at least 1, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        self.period = checked(period, from: 1)
        need = rowNeed(minCount, of: period)
        rows = RowBlocks(period: period)
    }

    /// The room of its window.
    public var windowCount: Int { RowBlocks<SumFold>.room(period) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let sum = rows.push(input, window)
        let count = rows.count(window)
        return count >= need ? distance(from: sum / Double(count), window) / Double(count) : .nan
    }

    /// Σ|x − mean| over the finite rows.
    private func distance(from mean: Double, _ window: WindowMemory) -> Double {
        let values = rows.rows(window)
        let oldest = rows.lackingRows == 0 ? period : rows.position
        var sum = 0.0
        for row in 0..<oldest {
            let away = (values[row] - mean).magnitude
            sum += away < .infinity ? away : 0
        }
        return sum
    }
}
