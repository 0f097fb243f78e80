/// The sample excess kurtosis of the finite values among the last `period` rows.
///
/// - Units: none.
/// - Missing: rows that are not finite are skipped; NaN while the window holds fewer than four, or too few, finite
///   ones, and where it is flat.
/// - Source: pandas `rolling(n, min_periods).kurt()`.
public struct RowKurtosis: Indicator {
    /// The length in rows.
    public let period: Int
    private let need: Int
    private var rows: RowBlocks<PowersFold>

    /// Makes a window of `period` rows, at least 4, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        self.period = checked(period, from: 4)
        need = rowNeed(minCount, of: period, least: 4)
        rows = RowBlocks(period: period)
    }

    /// Finite rows until there is a value.
    public var warmUpBars: Int { need - 1 }
    /// The room of its window.
    public var windowCount: Int { RowBlocks<PowersFold>.room(period) }
    /// Yes: a missing value is a row.
    @inline(__always)
    public static var seesMissing: Bool { true }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let sum = rows.push(input, window)
        let count = rows.isWhole ? period : rows.count(window)
        return count >= need ? sum.kurtosis(Double(count)) : .nan
    }
}
