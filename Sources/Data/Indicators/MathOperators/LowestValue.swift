/// The smallest of the last `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib MIN.
public struct LowestValue: Indicator {
    /// The length in inputs.
    public let period: Int
    private var smallest: RollingMinimum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period, from: 1)
        smallest = RollingMinimum(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMinimum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        smallest.push(input, window)
    }
}
