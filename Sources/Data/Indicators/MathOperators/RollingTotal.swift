/// The sum of the last `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib SUM.
public struct RollingTotal: Indicator {
    /// The length in inputs.
    public let period: Int
    private var sum: RollingSum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 10) {
        self.period = checked(period, from: 1)
        sum = RollingSum(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        sum.push(input, window)
    }
}
