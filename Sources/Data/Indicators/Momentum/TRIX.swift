/// TRIX: the change from bar to bar of a triple EMA, in percent.
///
/// - Units: percent.
/// - Missing: zero where the last average is zero.
/// - Source: Hutson 1983; TA-Lib TRIX.
public struct TRIX: Indicator {
    /// The length of each EMA.
    public let period: Int
    private var first: ExponentialAverage
    private var second: ExponentialAverage
    private var third: ExponentialAverage
    private var previous = Double.nan

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        first = .standard(period)
        second = .standard(period)
        third = .standard(period)
    }

    /// `3 (period − 1) + 1`.
    public var warmUpBars: Int { 3 * (period - 1) + 1 }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let once = first.push(input)
        guard !once.isNaN else { return .nan }
        let twice = second.push(once)
        guard !twice.isNaN else { return .nan }
        let smooth = third.push(twice)
        guard !smooth.isNaN else { return .nan }
        let last = previous
        previous = smooth
        return last == 0 ? 0 : (smooth - last) / last * 100
    }
}
