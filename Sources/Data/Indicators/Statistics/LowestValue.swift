/// The smallest of the last `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib MIN.
public struct LowestValue: Indicator {
    /// The length in inputs.
    public let period: Int
    /// The memory of the windows.
    public var memory: ContiguousArray<Double>
    private var smallest: RollingMinimum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period, from: 1)
        memory = ContiguousArray(repeating: 0, count: RollingMinimum.room(period))
        smallest = RollingMinimum(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        smallest.push(input, window)
    }

    /// Goes back to the start.
    public mutating func reset() { self = LowestValue(period: period) }
}
