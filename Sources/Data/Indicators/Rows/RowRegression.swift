/// The straight line through the finite values among the last `period` rows, by least squares on their places.
///
/// - Units: the input's per row for `slope`; the input's for `residual` and `fitted`; 0 to 1 for `r_squared`.
/// - Missing: rows that are not finite are skipped, and leave a gap in the places; NaN while the window holds fewer
///   than two, or too few, finite ones; `residual` also where the newest row is missing, and `r_squared` where the
///   sample deviation of the values is at most `flat`.
/// - Source: ordinary least squares; Qlib Slope, Resi and Rsquare (the latter with `flat` 2e-05).
public struct RowRegression: RowStatistic {
    /// What the line gives.
    public struct Output: IndicatorOutput {
        /// The rise per row.
        public var slope: Double
        /// The share of the variance that the line explains.
        public var rSquared: Double
        /// The newest value less the line there.
        public var residual: Double
        /// The line at the newest row.
        public var fitted: Double

        /// `slope`, `r_squared`, `residual`, `fitted`.
        public static var names: [String] { ["slope", "r_squared", "residual", "fitted"] }
    }

    /// The length in rows.
    public let period: Int
    /// The deviation up to which the values count as flat.
    public let flat: Double
    let need: Int
    private var rows: RowBlocks<TrendFold>
    private let perCount: Double
    private let perSpread: Double
    private let flatSquares: Double

    /// Makes a window of `period` rows, at least 2, that gives a line once it holds `minCount` finite ones, or only
    /// when it is full of them (0); `flat` is not negative.
    public init(period: Int = 20, minCount: Int = 0, flat: Double = 0) {
        precondition(flat >= 0, "a deviation is not negative, was \(flat)")
        self.period = checked(period, from: 2)
        self.flat = flat
        need = rowNeed(minCount, of: period, least: 2)
        rows = RowBlocks(period: period)
        let count = Double(period)
        perCount = 1 / count
        perSpread = 12 / (count * (count * count - 1))
        flatSquares = flat * flat
    }

    /// The room of its window.
    public var windowCount: Int { RowBlocks<TrendFold>.room(period) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        let sum = rows.push(input, window)
        if rows.isWhole {
            let centre = Double(rows.firstPlace) + 0.5 * Double(period - 1)
            return line(sum, input, centre, Double(period), perCount, perSpread)
        }
        let places = rows.places(window)
        guard Int(places.count) >= need else { return .missing }
        let centre = places.sum / places.count
        return line(sum, input, centre, places.count, 1 / places.count, 1 / places.spread)
    }

    @inline(__always)
    private func line(
        _ sum: TrendFold.Sum, _ newest: Double, _ centre: Double, _ count: Double, _ perCount: Double,
        _ perSpread: Double
    ) -> Output {
        let mean = sum.first * perCount
        let product = sum.product - sum.first * centre
        let slope = product * perSpread
        let squares = sum.second - sum.first * mean
        let away = mean + slope * (Double(rows.firstPlace + period - 1) - centre)
        let explained = slope * product / squares
        return Output(
            slope: slope, rSquared: squares > flatSquares * (count - 1) ? (explained < 1 ? explained : 1) : .nan,
            residual: newest.isFinite ? newest - rows.anchor - away : .nan, fitted: rows.anchor + away)
    }
}
