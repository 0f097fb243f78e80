/// Dorsey's mass index (MASSI): an EMA of the range over an EMA of that EMA, added up over the last `slow` bars.
///
/// - Units: a ratio; `slow` where the ranges do not change.
/// - Missing: a bar counts as one where there has been no range.
/// - Source: Dorsey 1992; TA-Lib MASSI.
public struct MassIndex: Indicator {
    private var once: ExponentialAverage
    private var twice: ExponentialAverage
    private var sum: RollingSum

    /// Makes an indicator; both lengths are at least 2.
    public init(fast: Int = 9, slow: Int = 25) {
        once = .standard(checked(fast, from: 2))
        twice = .standard(fast)
        sum = RollingSum(period: checked(slow, from: 2))
    }

    /// `2 (fast − 1) + slow − 1`.
    public var warmUpBars: Int { 2 * (once.period - 1) + sum.period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(sum.period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double {
        let first = once.push(input.high - input.low)
        guard !first.isNaN else { return .nan }
        let second = twice.push(first)
        guard !second.isNaN else { return .nan }
        return sum.push(second == 0 ? 1 : first / second, window)
    }
}
