/// Wilder's average (RMA, SMMA): weight 1 / period, seeded by the mean of the first `period` values.
///
/// - Units: those of the input.
/// - Source: Wilder 1978; TA-Lib RMA, unstable period 0.
public struct WilderMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var average: ExponentialAverage

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        average = .wilder(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        average.push(input)
    }
}
