/// Pearson's correlation of two series over those of the last `period` rows in which both are finite.
///
/// - Units: −1 to 1.
/// - Missing: rows with a side that is not finite are skipped; NaN while there are fewer than two, or too few, others,
///   and where the sample deviation of a side (of its own finite values) is at most `flat`.
/// - Source: pandas `x.rolling(n, min_periods).corr(y)`; with `flat` 2e-05, Qlib Corr.
/// - Complexity: O(1); O(`period`) for a row whose window has a missing side, when `flat` is not zero.
public struct RowCorrelation: RowStatistic {
    /// The length in rows.
    public let period: Int
    /// The deviation up to which a side counts as flat.
    public let flat: Double
    let need: Int
    private var cross: RowCross

    /// Makes a window of `period` rows, at least 2, that gives a value once it holds `minCount` rows with both sides,
    /// or only when it is full of them (0); `flat` is not negative.
    public init(period: Int = 20, minCount: Int = 0, flat: Double = 0) {
        precondition(flat >= 0, "a deviation is not negative, was \(flat)")
        self.period = checked(period, from: 2)
        self.flat = flat
        need = rowNeed(minCount, of: period, least: 2)
        cross = RowCross(period: period, need: need)
    }

    /// The room of its window.
    public var windowCount: Int { RowCross.room(period) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        guard let sums = cross.push(input, window) else { return .nan }
        let limit = flat * flat * (sums.count - 1)
        guard sums.first > limit, sums.second > limit else { return .nan }
        if flat > 0, !cross.isWhole, cross.hasFlatSide(flat, window) { return .nan }
        let result = sums.products / (sums.first.squareRoot() * sums.second.squareRoot())
        return result > 1 ? 1 : (result < -1 ? -1 : result)
    }
}
