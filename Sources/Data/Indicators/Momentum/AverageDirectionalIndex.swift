/// Wilder's average directional index (ADX) by itself: less work than ``DirectionalMovement``, which gives it too.
///
/// - Units: 0 to 100.
/// - Missing: it stays as it was where nothing has moved.
/// - Source: Wilder 1978; TA-Lib ADX, unstable period 0.
public struct AverageDirectionalIndex: Indicator {
    /// The length in bars.
    public let period: Int
    private var sums: DirectionalSums
    private var average: DirectionalAverage

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        sums = DirectionalSums(period: period)
        average = DirectionalAverage(period: period)
    }

    /// `2 period − 1`.
    public var warmUpBars: Int { 2 * period - 1 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        guard sums.push(input) == period else { return .nan }
        let total = sums.plus + sums.minus
        // TA-Lib's bound of both indicators, which are these sums in percent of the range.
        let isNone = total <= 1e-16 * sums.range
        return average.push(100 * ((sums.plus - sums.minus).magnitude / total), isNone: isNone)
    }
}
