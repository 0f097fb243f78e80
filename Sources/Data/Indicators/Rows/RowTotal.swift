/// The sum of the finite values among the last `period` rows.
///
/// - Units: those of the input.
/// - Missing: rows that are not finite are skipped; NaN while the window holds too few finite ones.
/// - Source: pandas `rolling(n, min_periods).sum()`.
public struct RowTotal: FoldStatistic {
    /// The length in rows.
    public let period: Int
    let need: Int
    var rows: RowBlocks<SumFold>

    /// Makes a window of `period` rows, at least 1, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        (self.period, need, rows) = Self.window(period, minCount)
    }

    @inline(__always)
    func value(_ sum: Double, _ count: Int) -> Double { sum }
}
