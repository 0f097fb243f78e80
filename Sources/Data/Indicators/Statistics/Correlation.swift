/// Pearson's correlation of two series over the last `period` values (CORREL).
///
/// - Units: −1 to 1.
/// - Missing: zero where either series is flat.
/// - Source: TA-Lib CORREL.
public struct Correlation: Indicator {
    /// The length in inputs.
    public let period: Int
    private var moments: RollingPairMoments

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        moments = RollingPairMoments(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingPairMoments.room(period) }

    /// Takes the newest pair.
    @inline(__always)
    public mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        guard moments.push(input, window) else { return .nan }
        let scale = moments.firstSquares.squareRoot() * moments.secondSquares.squareRoot()
        return scale == 0 ? 0 : max(-1, min(1, moments.products / scale))
    }
}
