/// Twice the EMA less the EMA of the EMA (DEMA), which takes out the lag of a straight line.
///
/// - Units: those of the input.
/// - Source: Mulloy 1994; TA-Lib DEMA, unstable period 0.
public struct DoubleExponentialMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var first: ExponentialAverage
    private var second: ExponentialAverage

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        first = .standard(period)
        second = .standard(period)
    }

    /// `2 × (period − 1)`.
    public var warmUpBars: Int { 2 * (period - 1) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let once = first.push(input)
        guard !once.isNaN else { return .nan }
        let twice = second.push(once)
        return 2 * once - twice
    }
}
