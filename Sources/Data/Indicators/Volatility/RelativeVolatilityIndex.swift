/// Dorsey's relative volatility index (RVI): an RSI of standard deviations, each counted up or down as its value moved.
///
/// - Units: 0 to 100.
/// - Missing: 50 where neither side has anything, as in TA-Lib.
/// - Source: Dorsey 1993; TA-Lib RVI, unstable period 0.
public struct RelativeVolatilityIndex: Indicator {
    private var moments: RollingMoments
    private var means: ExponentialAveragePair
    private let perCount: Double
    private var previous = Double.nan

    /// Makes an indicator; `period` is at least 1, `deviationPeriod` at least 2.
    public init(period: Int = 14, deviationPeriod: Int = 10) {
        moments = RollingMoments(period: checked(deviationPeriod, from: 2))
        means = .wilder(checked(period))
        perCount = 1 / Double(deviationPeriod)
    }

    /// `deviationPeriod − 1 + period − 1`.
    public var warmUpBars: Int { moments.period + means.period - 2 }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(moments.period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let last = previous
        previous = input
        guard moments.push(input, window) else { return .nan }
        let deviation = (moments.squares * perCount).squareRoot()
        let sides = SIMD2(repeating: deviation).kept(where: SIMD2(input, last), exceed: SIMD2(last, input))
        guard means.push(sides.x, sides.y) else { return .nan }
        let total = means.first + means.second
        return total == 0 ? 50 : 100 * (means.first / total)
    }
}
