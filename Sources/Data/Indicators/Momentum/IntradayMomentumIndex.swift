/// Chande's intraday momentum index (IMI): the part of rising bodies in the bodies of the last `period` bars.
///
/// - Units: 0 to 100.
/// - Missing: 50 where no bar has a body.
/// - Source: Chande and Kroll 1994; TA-Lib IMI.
public struct IntradayMomentumIndex: Indicator {
    /// The length in bars.
    public let period: Int
    private var sums: RollingSumPair

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        sums = RollingSumPair(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSumPair.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: OpenClose, _ window: WindowMemory) -> Double {
        let body = input.close - input.open
        let sum = sums.push(SIMD2(0.5 * (body.magnitude + body), body.magnitude), window)
        return sum.y == 0 ? 50 : 100 * (sum.x / sum.y)
    }
}
