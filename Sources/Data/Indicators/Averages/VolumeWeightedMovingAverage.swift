/// The mean of the last `period` closes, weighted by their volumes (VWMA).
///
/// - Units: price.
/// - Missing: NaN where nothing was traded in the whole window; a period of 1 gives the close all the same.
/// - Source: TA-Lib VWMA.
public struct VolumeWeightedMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var turnover: RollingSum
    private var volume: RollingSum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        turnover = RollingSum(period: period)
        volume = RollingSum(period: period, at: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { 2 * RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: CloseVolume, _ window: WindowMemory) -> Double {
        guard period > 1 else { return input.close }
        let money = turnover.push(input.close * input.volume, window)
        let units = volume.push(input.volume, window)
        return units == 0 ? .nan : money / units
    }
}
