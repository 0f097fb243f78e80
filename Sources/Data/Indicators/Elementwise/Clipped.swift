/// A value no smaller and no larger than two bounds.
///
/// - Units: those of the input.
/// - Missing: a missing input gives a missing output.
/// - Source: numpy `clip`.
public struct Clipped: Indicator {
    /// The smallest output.
    public let low: Double
    /// The largest output.
    public let high: Double

    /// Makes the function; `low` is not above `high`.
    public init(low: Double, high: Double) {
        precondition(low <= high, "bounds must be in order, were \(low) and \(high)")
        self.low = low
        self.high = high
    }

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        input < low ? low : (input > high ? high : input)
    }
}
