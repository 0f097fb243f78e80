/// The mean of the last `period` values (SMA).
///
/// - Units: those of the input.
/// - Source: TA-Lib SMA; the sum is taken by blocks, so it does not drift as TA-Lib's running sum does.
public struct SimpleMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    /// The memory of the windows.
    public var memory: ContiguousArray<Double>
    private var sum: RollingSum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period, from: 1)
        memory = ContiguousArray(repeating: 0, count: RollingSum.room(period))
        sum = RollingSum(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        sum.push(input, window) / Double(period)
    }

    /// Goes back to the start.
    public mutating func reset() { self = SimpleMovingAverage(period: period) }
}
