/// How much of the path of the last `period` bars led nowhere: 100 · log₁₀(Σ true range / (highest high − lowest low))
/// / log₁₀(period).
///
/// - Units: 0 (a straight line) to 100 (no way made), rarely below or above.
/// - Missing: 100 where the window is flat.
/// - Source: Dreiss, "The choppiness index" (E. W. Dreiss, 1993).
public struct ChoppinessIndex: Indicator {
    /// The length in bars.
    public let period: Int
    private var path: RollingSum
    private var highest: RollingMaximum
    private var lowest: RollingMinimum
    private var previousClose = Double.nan
    private let scale: Double

    /// Makes an index; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        path = RollingSum(period: period)
        highest = RollingMaximum(period: period, at: RollingSum.room(period))
        lowest = RollingMinimum(period: period, at: RollingSum.room(period) + RollingMaximum.room(period))
        scale = 100 / naturalLogarithm(Double(period))
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int {
        RollingSum.room(period) + RollingMaximum.room(period) + RollingMinimum.room(period)
    }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let high = input.high > previousClose ? input.high : previousClose
        let low = input.low < previousClose ? input.low : previousClose
        let isFirst = previousClose.isNaN
        previousClose = input.close
        if isFirst { return .nan }
        let path = path.push(high - low, window)
        let range = highest.push(input.high, window) - lowest.push(input.low, window)
        if path.isNaN { return .nan }
        return path > 0 && range > 0 ? scale * naturalLogarithm(path / range) : 100
    }
}
