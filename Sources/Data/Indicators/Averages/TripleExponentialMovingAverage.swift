/// 3 × EMA − 3 × EMA of EMA + EMA of EMA of EMA (TEMA), which takes out the lag of a parabola.
///
/// - Units: those of the input.
/// - Source: Mulloy 1994; TA-Lib TEMA, unstable period 0.
public struct TripleExponentialMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var first: ExponentialAverage
    private var second: ExponentialAverage
    private var third: ExponentialAverage

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        first = .standard(period)
        second = .standard(period)
        third = .standard(period)
    }

    /// `3 × (period − 1)`.
    public var warmUpBars: Int { 3 * (period - 1) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let once = first.push(input)
        guard !once.isNaN else { return .nan }
        let twice = second.push(once)
        guard !twice.isNaN else { return .nan }
        let thrice = third.push(twice)
        return 3 * (once - twice) + thrice
    }
}
