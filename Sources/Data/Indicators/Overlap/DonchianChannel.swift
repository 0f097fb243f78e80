/// The highest high and the lowest low of the last bars, and the middle between them.
///
/// - Units: price.
/// - As of: the newest bar is in the channel.
/// - Source: TA-Lib DONCHIAN.
public struct DonchianChannel: Indicator {
    /// The length in bars.
    public let period: Int
    private var highest: RollingMaximum
    private var lowest: RollingMinimum

    /// Makes a channel; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period)
        highest = RollingMaximum(period: period)
        lowest = RollingMinimum(period: period, at: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { 2 * RollingMaximum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Bands {
        let upper = highest.push(input.high, window)
        let lower = lowest.push(input.low, window)
        return Bands(upper: upper, middle: (upper + lower) / 2, lower: lower)
    }
}
