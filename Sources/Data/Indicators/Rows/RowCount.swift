/// How many of the last `period` rows are finite.
///
/// - Units: rows.
/// - Missing: never; zero where no row is finite.
/// - Source: pandas `rolling(n, min_periods=0).count()`, an infinite value being no value.
public struct RowCount: Indicator {
    /// The length in rows.
    public let period: Int
    private var rows: RowBlocks<SumFold>

    /// Makes a window of `period` rows, at least 1.
    public init(period: Int = 20) {
        self.period = checked(period, from: 1)
        rows = RowBlocks(period: period)
    }

    /// None.
    public var warmUpBars: Int { 0 }
    /// The room of its window.
    public var windowCount: Int { RowBlocks<SumFold>.room(period) }
    /// Yes: a missing value is a row.
    @inline(__always)
    public static var seesMissing: Bool { true }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        _ = rows.push(input, window)
        return rows.isWhole ? Double(period) : Double(rows.count(window))
    }
}
