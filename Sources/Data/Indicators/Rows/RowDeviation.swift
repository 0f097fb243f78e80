/// The sample standard deviation of the finite values among the last `period` rows.
///
/// - Units: those of the input.
/// - Missing: rows that are not finite are skipped; NaN while the window holds fewer than two, or too few, finite ones.
/// - Source: pandas `rolling(n, min_periods).std()` (divisor n − 1).
public struct RowDeviation: RowStatistic {
    /// The length in rows.
    public let period: Int
    let need: Int
    private var spread: RowSpread

    /// Makes a window of `period` rows, at least 2, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        self.period = checked(period, from: 2)
        need = rowNeed(minCount, of: period, least: 2)
        spread = RowSpread(period: period, need: need)
    }

    /// The room of its window.
    public var windowCount: Int { RowSpread.room(period) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        spread.push(input, window).squareRoot()
    }
}
