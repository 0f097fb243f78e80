/// The nearest multiple of a power of ten, of two equally near ones the one with an even last digit.
///
/// - Units: those of the input.
/// - Missing: a missing input gives a missing output.
/// - Source: numpy `round`: x · 10^digits rounded, divided by 10^digits; exact digits in binary are not promised.
public struct RoundedValue: Indicator {
    /// How many digits there are behind the point.
    public let digits: Int
    private let scale: Double

    /// Makes the function; `digits` is 0 to 15.
    public init(digits: Int = 0) {
        precondition((0...15).contains(digits), "digits must be 0 to 15, were \(digits)")
        self.digits = digits
        scale = (0..<digits).reduce(1) { scale, _ in 10 * scale }
    }

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let scaled = input * scale
        // Beyond 2^53 there is no fraction left to round.
        return scaled.magnitude < 0x1p53 ? scaled.rounded(.toNearestOrEven) / scale : input
    }
}
