/// Wilder's rating of directional movement (ADXR): the mean of the ADX and the ADX `period − 1` bars ago.
///
/// - Units: 0 to 100.
/// - Source: Wilder 1978; TA-Lib ADXR.
public struct AverageDirectionalRating: Indicator {
    /// The length in bars.
    public let period: Int
    private var average: AverageDirectionalIndex
    private var delay: Delay

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = period
        average = AverageDirectionalIndex(period: period)
        delay = Delay(period: period - 1)
    }

    /// `3 period − 2`.
    public var warmUpBars: Int { 3 * period - 2 }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(period - 1) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let index = average.step(input, window)
        guard !index.isNaN else { return .nan }
        return 0.5 * (index + delay.push(index, window))
    }
}
