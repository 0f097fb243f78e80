/// The median of the finite values among the last `period` rows.
///
/// - Units: those of the input.
/// - Missing: rows that are not finite are skipped; NaN while the window holds too few finite ones.
/// - Source: pandas `rolling(n, min_periods).median()`.
/// - Complexity: as ``RowQuantile``.
public struct RowMedian: Indicator {
    /// The length in rows.
    public let period: Int
    private var quantile: RowQuantile

    /// Makes a window of `period` rows, at least 1, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        self.period = checked(period)
        quantile = RowQuantile(period: period, probability: 0.5, minCount: minCount)
    }

    /// Finite rows until there is a value.
    public var warmUpBars: Int { quantile.warmUpBars }
    /// The room of its window.
    public var windowCount: Int { quantile.windowCount }
    /// Writes a window in which all is missing.
    public func prepare(_ window: WindowMemory) { quantile.prepare(window) }
    /// Yes: a missing value is a row.
    @inline(__always)
    public static var seesMissing: Bool { true }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double { quantile.step(input, window) }
}
