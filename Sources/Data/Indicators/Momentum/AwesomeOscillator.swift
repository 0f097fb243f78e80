/// Williams' awesome oscillator (AO): a fast less a slow mean of the middle of the bar.
///
/// - Units: price.
/// - Source: Bill Williams, New Trading Dimensions, 1998; TA-Lib AO.
public struct AwesomeOscillator: Indicator {
    /// The length of the fast mean.
    public let fast: Int
    /// The length of the slow mean.
    public let slow: Int
    private var fastSum: RollingSum
    private var slowSum: RollingSum
    private let perFast: Double
    private let perSlow: Double

    /// Makes an indicator; both lengths are at least 2.
    public init(fast: Int = 5, slow: Int = 34) {
        self.fast = checked(fast, from: 2)
        self.slow = checked(slow, from: 2)
        fastSum = RollingSum(period: fast)
        slowSum = RollingSum(period: slow, at: fast)
        perFast = 0.5 / Double(fast)
        perSlow = 0.5 / Double(slow)
    }

    /// The longer length less 1.
    public var warmUpBars: Int { max(fast, slow) - 1 }
    /// The room of its windows.
    public var windowCount: Int { fast + slow }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double {
        let middle = input.high + input.low
        return fastSum.push(middle, window) * perFast - slowSum.push(middle, window) * perSlow
    }
}
