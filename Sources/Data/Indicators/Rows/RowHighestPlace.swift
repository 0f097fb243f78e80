/// Where the largest of the finite values among the last `period` rows stands, the oldest row being 1.
///
/// - Units: rows; the oldest of equal values counts. A window at the beginning begins at the first row there is.
/// - Missing: rows that are not finite are skipped; NaN while the window holds too few finite ones.
/// - Source: numpy `argmax + 1` over pandas `rolling(n, min_periods)`, missing rows skipped.
public struct RowHighestPlace: FoldStatistic {
    /// The length in rows.
    public let period: Int
    let need: Int
    var rows: RowBlocks<HighestPlaceFold>

    /// Makes a window of `period` rows, at least 1, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        (self.period, need, rows) = Self.window(period, minCount)
    }

    @inline(__always)
    func value(_ sum: HighestPlaceFold.Sum, _ count: Int) -> Double { rows.number(of: sum.place) }
}
