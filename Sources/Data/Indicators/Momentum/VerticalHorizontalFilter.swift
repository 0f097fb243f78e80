/// White's vertical horizontal filter (VHF): the range of the last `period` values as a part of the way gone.
///
/// - Units: 0 to 1; higher in a trend.
/// - Missing: zero where nothing has moved.
/// - Source: White 1991; TA-Lib VHF: the way counts `period` changes, and so the value before the range's first.
public struct VerticalHorizontalFilter: Indicator {
    /// The length in inputs.
    public let period: Int
    private var range: RollingRange
    private var way: RollingSum
    private var previous = Double.nan

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 28) {
        self.period = checked(period, from: 2)
        range = RollingRange(period: period)
        way = RollingSum(period: period, at: RollingRange.room(period))
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingRange.room(period) + RollingSum.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let change = (input - previous).magnitude
        previous = input
        let extremes = range.push(input, input, window)
        guard !change.isNaN else { return .nan }
        return ratio(extremes.top - extremes.bottom, to: way.push(change, window))
    }
}
