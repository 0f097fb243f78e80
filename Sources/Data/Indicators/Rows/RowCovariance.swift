/// The sample covariance of two series over those of the last `period` rows in which both are finite.
///
/// - Units: the product of the inputs'.
/// - Missing: rows with a side that is not finite are skipped; NaN while there are fewer than two, or too few, others.
/// - Source: pandas `x.rolling(n, min_periods).cov(y)` (divisor n − 1).
public struct RowCovariance: RowStatistic {
    /// The length in rows.
    public let period: Int
    let need: Int
    private var cross: RowCross

    /// Makes a window of `period` rows, at least 2, that gives a value once it holds `minCount` rows with both sides,
    /// or only when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        self.period = checked(period, from: 2)
        need = rowNeed(minCount, of: period, least: 2)
        cross = RowCross(period: period, need: need)
    }

    /// The room of its window.
    public var windowCount: Int { RowCross.room(period) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        guard let sums = cross.push(input, window) else { return .nan }
        return sums.products / (sums.count - 1)
    }
}
