/// The mean of the last `period` rows weighted by their places, the newest weighing most, as Qlib defines it.
///
/// The weights are 1, 2, …, k over the rows of the window, missing ones too, divided by their sum; the products with
/// the finite values are then *averaged*, not added up. So it is the usual weighted average divided by the number of
/// finite rows.
///
/// - Units: those of the input, per row.
/// - Missing: rows that are not finite are skipped; NaN while the window holds too few finite ones.
/// - Source: Qlib WMA: numpy `nanmean(w * x)`, `w = arange(1, k + 1) / sum(arange(1, k + 1))`.
public struct WeightedRowMean: RowStatistic {
    /// The length in rows.
    public let period: Int
    let need: Int
    private var rows: RowBlocks<TrendFold>

    /// Makes a window of `period` rows, at least 1, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        self.period = checked(period)
        need = rowNeed(minCount, of: period)
        rows = RowBlocks(period: period)
    }

    /// The room of its window.
    public var windowCount: Int { RowBlocks<TrendFold>.room(period) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let sum = rows.push(input, window)
        let places = rows.places(window)
        guard Int(places.count) >= need else { return .nan }
        let before = Double(rows.firstPlace + rows.lackingRows - 1)
        let weighted = sum.product + rows.anchor * places.sum - before * (sum.first + rows.anchor * places.count)
        let length = Double(period - rows.lackingRows)
        return weighted / (0.5 * length * (length + 1) * places.count)
    }
}
