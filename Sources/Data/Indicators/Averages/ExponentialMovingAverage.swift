/// The exponential moving average (EMA), weight 2 / (period + 1), seeded by the mean of the first `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib EMA, unstable period 0, default compatibility.
public struct ExponentialMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var average: ExponentialAverage

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period, from: 1)
        average = .standard(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        average.push(input)
    }
}
