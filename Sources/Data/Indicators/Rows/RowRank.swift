/// The rank of the newest row among the finite ones of the last `period`, as a share of their number; equal values
/// share the mean of their ranks.
///
/// - Units: a fraction, above 0 and at most 1 (the largest).
/// - Missing: rows that are not finite are skipped; NaN where the newest is not, and while the window holds too few
///   finite ones.
/// - Source: pandas `rolling(n, min_periods).rank(pct=True)`.
/// - Complexity: O(`period`) without a branch up to 128 rows; from there on as ``RowQuantile``.
public struct RowRank: RowStatistic {
    /// The length in rows.
    public let period: Int
    let need: Int
    private var ranks: RankWindow

    /// Makes a window of `period` rows, at least 1, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        self.period = checked(period)
        need = rowNeed(minCount, of: period)
        ranks = RankWindow(period: period)
    }

    /// The room of its window.
    public var windowCount: Int { RankWindow.room(period) }
    /// Writes a window in which all is missing.
    public func prepare(_ window: WindowMemory) { ranks.prepare(window) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let ranks = ranks.push(input, window)
        guard ranks.count >= need, input.isFinite else { return .nan }
        return 0.5 * Double(ranks.sum + 1) / Double(ranks.count)
    }
}
