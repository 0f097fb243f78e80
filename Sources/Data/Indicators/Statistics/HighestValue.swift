/// The largest of the last `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib MAX.
public struct HighestValue: Indicator {
    /// The length in inputs.
    public let period: Int
    /// The memory of the windows.
    public var memory: ContiguousArray<Double>
    private var largest: RollingMaximum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period, from: 1)
        memory = ContiguousArray(repeating: 0, count: RollingMaximum.room(period))
        largest = RollingMaximum(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        largest.push(input, window)
    }

    /// Goes back to the start.
    public mutating func reset() { self = HighestValue(period: period) }
}
