/// The mean of the last `period` values (SMA).
///
/// - Units: those of the input.
/// - Source: TA-Lib SMA; the sum is taken by blocks, so it does not drift as TA-Lib's running sum does.
public struct SimpleMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var sum: RollingSum
    private let perCount: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period, from: 1)
        sum = RollingSum(period: period)
        perCount = 1 / Double(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        sum.push(input, window) * perCount
    }
}
