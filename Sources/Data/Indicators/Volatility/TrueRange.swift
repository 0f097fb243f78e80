/// The true range: the larger of high and previous close, less the smaller of low and previous close.
///
/// - Units: price.
/// - Source: Wilder 1978; TA-Lib TRANGE.
public struct TrueRange: Indicator {
    private var previousClose = Double.nan

    /// Makes an indicator.
    public init() {}

    /// One: the first bar has no previous close.
    public var warmUpBars: Int { 1 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let close = previousClose
        previousClose = input.close
        let range = input.high - input.low
        let up = (close - input.high).magnitude
        let down = (close - input.low).magnitude
        // Before the first close is known, `gap` is NaN, and so is the result.
        let gap = up > down ? up : down
        return range > gap ? range : gap
    }
}
