/// The sample excess kurtosis of the finite values among the last `period` rows.
///
/// - Units: none.
/// - Missing: rows that are not finite are skipped; NaN while the window holds fewer than four, or too few, finite
///   ones, and where it is flat.
/// - Source: pandas `rolling(n, min_periods).kurt()`.
public struct RowKurtosis: FoldStatistic {
    static var least: Int { 4 }
    /// The length in rows.
    public let period: Int
    let need: Int
    var rows: RowBlocks<PowersFold>

    /// Makes a window of `period` rows, at least 4, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        (self.period, need, rows) = Self.window(period, minCount)
    }

    @inline(__always)
    func value(_ sum: PowersFold.Sum, _ count: Int) -> Double { sum.kurtosis(Double(count)) }
}
