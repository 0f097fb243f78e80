/// The exponentially weighted mean of all rows so far, the newest weighing 1 and each older one 1 − 2 / (period + 1)
/// times as much as the next.
///
/// - Units: those of the input.
/// - Missing: a row that is not finite has no weight, but makes the others one row older; the mean stands there. NaN
///   until `minCount` rows were finite.
/// - Source: pandas `ewm(span=period, min_periods, adjust=True, ignore_na=False).mean()`; Qlib EMA.
public struct ExponentialRowMean: RowStatistic {
    /// The span in rows.
    public let period: Int
    let need: Int
    private let decay: Double
    private var seen = 0
    private var weight = 0.0
    private var mean = 0.0

    /// Makes a mean of a span of at least 1, which there is from `minCount` finite rows on, at least 1.
    public init(period: Int = 20, minCount: Int = 1) {
        precondition(minCount >= 1, "a mean needs a value")
        self.period = checked(period)
        need = minCount
        decay = 1 - 2 / Double(period + 1)
    }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        weight *= decay
        if input.isFinite {
            weight += 1
            mean += (input - mean) / weight
            seen += seen < need ? 1 : 0
        }
        return seen < need ? .nan : mean
    }
}
