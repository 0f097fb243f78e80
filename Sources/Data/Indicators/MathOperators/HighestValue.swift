/// The largest of the last `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib MAX.
public struct HighestValue: Indicator {
    /// The length in inputs.
    public let period: Int
    private var largest: RollingMaximum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period, from: 1)
        largest = RollingMaximum(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMaximum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        largest.push(input, window)
    }
}
