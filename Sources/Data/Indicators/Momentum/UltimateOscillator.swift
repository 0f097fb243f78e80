/// Williams' ultimate oscillator: buying pressure in parts of the true range over three windows, weighed 4, 2 and 1.
///
/// - Units: 0 to 100.
/// - Missing: a window without any range counts as zero.
/// - Source: Larry Williams 1985; TA-Lib ULTOSC. The shortest window weighs most, in whatever order they are given.
public struct UltimateOscillator: Indicator {
    private var short: RollingSumPair
    private var middle: RollingSumPair
    private var long: RollingSumPair
    private var previousClose = Double.nan

    /// Makes an oscillator; every length is at least 1.
    public init(first: Int = 7, second: Int = 14, third: Int = 28) {
        let lengths = [checked(first), checked(second), checked(third)].sorted()
        short = RollingSumPair(period: lengths[0])
        middle = RollingSumPair(period: lengths[1], at: 2 * lengths[0])
        long = RollingSumPair(period: lengths[2], at: 2 * (lengths[0] + lengths[1]))
    }

    /// The longest length.
    public var warmUpBars: Int { long.period }
    /// The room of its windows.
    public var windowCount: Int { 2 * (short.period + middle.period + long.period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let last = previousClose
        previousClose = input.close
        guard !last.isNaN else { return .nan }
        let pressure = input.close - (input.low < last ? input.low : last)
        let terms = SIMD2(pressure, trueRange(input, after: last))
        let a = UltimateOscillator.whole(short.push(terms, window))
        let b = UltimateOscillator.whole(middle.push(terms, window))
        let c = UltimateOscillator.whole(long.push(terms, window))
        // 4 a + 2 b + c over one denominator: one division in place of three.
        let shorter = 4 * a.x * b.y + 2 * b.x * a.y
        let product = a.y * b.y
        return (shorter * c.y + c.x * product) / (product * c.y) * (100.0 / 7)
    }

    /// The same ratio, or 0 / 1 where there is nothing to divide by.
    @inline(__always)
    private static func whole(_ sum: SIMD2<Double>) -> SIMD2<Double> { sum.y == 0 ? SIMD2(0, 1) : sum }
}
