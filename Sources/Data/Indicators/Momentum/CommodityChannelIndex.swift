/// Lambert's commodity channel index (CCI): how many mean deviations, by 0.015, the typical price lies off its mean.
///
/// - Units: a ratio; about three quarters of the values lie between −100 and 100.
/// - Missing: zero where the window is flat or the price is the mean, to within 1e-14 of the price, as in TA-Lib.
/// - Source: Lambert 1980; TA-Lib CCI.
/// - Complexity: O(`period`) time a bar, as every deviation is from a mean that moves.
public struct CommodityChannelIndex: Indicator {
    /// The length in bars.
    public let period: Int
    private var spread: MeanDeviation

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        spread = MeanDeviation(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { MeanDeviation.room(period) }

    /// Yes: the deviations wait for the mean.
    public var isChained: Bool { true }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let price = (input.high + input.low + input.close) * (1.0 / 3)
        let (mean, deviation) = spread.push(price, window)
        guard !mean.isNaN else { return .nan }
        let distance = price - mean
        let least = 1e-14 * (price.magnitude + mean.magnitude)
        return distance.magnitude > least && deviation > least ? distance / (0.015 * deviation) : 0
    }
}
