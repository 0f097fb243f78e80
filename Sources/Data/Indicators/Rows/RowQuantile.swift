/// A quantile of the finite values among the last `period` rows, linear between two of them.
///
/// - Units: those of the input.
/// - Missing: rows that are not finite are skipped; NaN while the window holds too few finite ones.
/// - Source: pandas `rolling(n, min_periods).quantile(q)`, linear interpolation at q · (k − 1) of k sorted values.
/// - Complexity: O(`period`) without a branch up to 128 rows; from there on O(log `period`) comparisons a row, and
///   moving of up to `period` numbers in one stretch.
public struct RowQuantile: RowStatistic {
    /// The length in rows.
    public let period: Int
    /// Which quantile, from 0 (the smallest) to 1 (the largest).
    public let probability: Double
    let need: Int
    private var sorted: SortedRows

    /// Makes a window of `period` rows, at least 1, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, probability: Double = 0.5, minCount: Int = 0) {
        precondition((0...1).contains(probability), "a probability is 0 to 1, was \(probability)")
        self.period = checked(period)
        self.probability = probability
        need = rowNeed(minCount, of: period)
        sorted = SortedRows(period: period)
    }

    /// The room of its window.
    public var windowCount: Int { SortedRows.room(period) }
    /// Writes a window in which all is missing.
    public func prepare(_ window: WindowMemory) { sorted.prepare(window) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        sorted.push(input, window)
        let count = sorted.count
        guard count >= need else { return .nan }
        let exact = probability * Double(count - 1)
        let below = Int(exact)
        let low = sorted.value(at: below, window)
        let high = sorted.value(at: below + 1 < count ? below + 1 : below, window)
        return low + (high - low) * (exact - Double(below))
    }
}
