/// The volume-weighted average price of the last `period` bars: Σ typical price · volume / Σ volume.
///
/// - Units: those of the prices.
/// - Missing: the newest typical price where the window has no volume.
/// - Source: as ``SessionVWAP``; pandas `(p * v).rolling(n).sum() / v.rolling(n).sum()`, p = (high + low + close) / 3.
public struct RollingVWAP: Indicator {
    /// The length in bars.
    public let period: Int
    private var turnover: RollingSum
    private var volume: RollingSum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period)
        turnover = RollingSum(period: period)
        volume = RollingSum(period: period, at: RollingSum.room(period))
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { 2 * RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowCloseVolume, _ window: WindowMemory) -> Double {
        let price = (input.high + input.low + input.close) / 3
        let turnover = turnover.push(price * input.volume, window)
        let volume = volume.push(input.volume, window)
        return volume == 0 ? price : turnover / volume
    }
}
