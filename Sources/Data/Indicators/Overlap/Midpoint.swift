/// The middle between the largest and the smallest of the last `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib MIDPOINT.
public struct Midpoint: Indicator {
    /// The length in inputs.
    public let period: Int
    private var largest: RollingMaximum
    private var smallest: RollingMinimum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 14) {
        self.period = checked(period)
        largest = RollingMaximum(period: period)
        smallest = RollingMinimum(period: period, at: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { 2 * RollingMaximum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        (largest.push(input, window) + smallest.push(input, window)) / 2
    }
}
