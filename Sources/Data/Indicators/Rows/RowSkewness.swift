/// The sample skewness of the finite values among the last `period` rows.
///
/// - Units: none.
/// - Missing: rows that are not finite are skipped; NaN while the window holds fewer than three, or too few, finite
///   ones, and where it is flat.
/// - Source: pandas `rolling(n, min_periods).skew()`: √(n(n − 1)) / (n − 2) · m₃ / m₂^1.5.
public struct RowSkewness: FoldStatistic {
    static var least: Int { 3 }
    /// The length in rows.
    public let period: Int
    let need: Int
    var rows: RowBlocks<PowersFold>

    /// Makes a window of `period` rows, at least 3, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        (self.period, need, rows) = Self.window(period, minCount)
    }

    @inline(__always)
    func value(_ sum: PowersFold.Sum, _ count: Int) -> Double { sum.skewness(Double(count)) }
}
