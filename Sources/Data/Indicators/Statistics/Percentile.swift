/// The smallest of the last `period` values that at least `percentile` percent of them do not exceed.
///
/// - Units: those of the input.
/// - Source: TA-Lib PERCENTILE (nearest rank); for the interpolated one see the operator `quantile`.
/// - Complexity: as ``RowQuantile``.
public struct Percentile: Indicator {
    /// The length in inputs.
    public let period: Int
    private let rank: Int
    private var sorted: SortedRows

    /// Makes an indicator; `period` is at least 1, `percentile` 0 to 100.
    public init(period: Int = 30, percentile: Double = 50) {
        precondition((0...100).contains(percentile), "a percentile must be 0 to 100, was \(percentile)")
        self.period = checked(period)
        // Multiplied before it is divided: the product of whole percents is exact.
        rank = max(1, Int((percentile * Double(period) / 100).rounded(.up))) - 1
        sorted = SortedRows(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { SortedRows.room(period) }

    /// Writes an empty window.
    public func prepare(_ window: WindowMemory) { sorted.prepare(window) }

    /// Takes the newest input.
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        sorted.push(input, window)
        return sorted.count == period ? sorted.value(at: rank, window) : .nan
    }
}
