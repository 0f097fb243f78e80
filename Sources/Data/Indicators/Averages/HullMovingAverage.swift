/// The WMA over √period of twice the WMA over half the period less the WMA over the whole of it (HMA).
///
/// Half and root are cut to whole numbers.
///
/// - Units: those of the input.
/// - Source: Hull 2005; TA-Lib HMA.
public struct HullMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var whole: WeightedMovingAverage
    private var half: WeightedMovingAverage
    private var root: WeightedMovingAverage

    /// Makes an indicator; `period` is at least 1, which gives the input itself.
    public init(period: Int = 20) {
        self.period = checked(period)
        let halfPeriod = max(period / 2, 1)
        whole = WeightedMovingAverage(period: period, at: 0)
        half = WeightedMovingAverage(period: halfPeriod, at: 2 * period)
        root = WeightedMovingAverage(
            period: Int(Double(period).squareRoot()), at: 2 * period + 2 * halfPeriod)
    }

    /// `period − 1 + ⌊√period⌋ − 1`.
    public var warmUpBars: Int { whole.warmUpBars + root.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { whole.windowCount + half.windowCount + root.windowCount }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let slow = whole.step(input, window)
        let quick = half.step(input, window)
        return slow.isNaN ? .nan : root.step(2 * quick - slow, window)
    }
}
