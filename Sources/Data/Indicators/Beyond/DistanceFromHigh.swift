/// close / highest high of the last `period` bars − 1.
///
/// - Units: fraction, at most 0 (−0.1 is ten percent below the high).
/// - Missing: zero where the extreme is zero.
/// - Source: TA-Lib MAX of the highs.
public struct DistanceFromHigh: Indicator {
    /// The length in inputs.
    public let period: Int
    private var highest: RollingMaximum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period, from: 1)
        highest = RollingMaximum(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMaximum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let extreme = highest.push(input.high, window)
        return extreme == 0 ? 0 : input.close / extreme - 1
    }
}
