/// The sum of all values so far (CUMSUM).
///
/// - Units: those of the input.
/// - Missing: NaN from where the sum leaves the range of numbers.
/// - Source: TA-Lib CUMSUM: added one by one without a correction, so the error grows with the length.
public struct RunningTotal: Indicator {
    private var sum = 0.0

    /// Makes an indicator.
    public init() {}
    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        sum += input
        return finiteOrMissing(sum)
    }
}
