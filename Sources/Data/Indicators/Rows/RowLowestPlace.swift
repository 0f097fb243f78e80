/// Where the smallest of the finite values among the last `period` rows stands, the oldest row being 1.
///
/// - Units: rows; the oldest of equal values counts. A window at the beginning begins at the first row there is.
/// - Missing: rows that are not finite are skipped; NaN while the window holds too few finite ones.
/// - Source: numpy `argmin + 1` over pandas `rolling(n, min_periods)`, missing rows skipped.
public struct RowLowestPlace: Indicator {
    /// The length in rows.
    public let period: Int
    private let need: Int
    private var rows: RowBlocks<HighestPlaceFold>

    /// Makes a window of `period` rows, at least 1, that gives a value once it holds `minCount` finite ones, or only
    /// when it is full of them (0).
    public init(period: Int = 20, minCount: Int = 0) {
        self.period = checked(period, from: 1)
        need = rowNeed(minCount, of: period)
        rows = RowBlocks(period: period)
    }

    /// Finite rows until there is a value.
    public var warmUpBars: Int { need - 1 }
    /// The room of its window.
    public var windowCount: Int { RowBlocks<HighestPlaceFold>.room(period) }
    /// Yes: a missing value is a row.
    @inline(__always)
    public static var seesMissing: Bool { true }

    /// Writes a window in which all is missing.
    public func prepare(_ window: WindowMemory) { rows.prepare(window) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let place = rows.push(-input, window).place
        let isKnown = rows.isWhole || rows.count(window) >= need
        return isKnown ? place - Double(rows.firstPlace + rows.lackingRows - 1) : .nan
    }
}
