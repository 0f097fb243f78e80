/// The mean of the last `period` values with weights that rise to the middle and fall again (TRIMA).
///
/// It is a mean of means: of ⌈period / 2⌉ means over ⌊period / 2⌋ + 1 values, or for an odd `period` both (period + 1) / 2.
///
/// - Units: those of the input.
/// - Source: TA-Lib TRIMA.
public struct TriangularMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var inner: RollingSum
    private var outer: RollingSum
    private let perWeight: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        let long = period / 2 + 1
        let short = period + 1 - long
        inner = RollingSum(period: short)
        outer = RollingSum(period: long, at: short)
        perWeight = 1 / (Double(long) * Double(short))
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { period + 1 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let sum = inner.push(input, window)
        return sum.isNaN ? .nan : outer.push(sum, window) * perWeight
    }
}
