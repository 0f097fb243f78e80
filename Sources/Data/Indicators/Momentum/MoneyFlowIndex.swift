/// The money flow index (MFI): the part of price × volume traded at a higher typical price than the bar before.
///
/// - Units: 0 to 100.
/// - Missing: zero where no money flowed. A typical price within 1e-14 of the last counts as a tie, and so for nothing.
/// - Source: Quong and Soudack 1989; TA-Lib MFI (0.8: ties count for neither side).
public struct MoneyFlowIndex: Indicator {
    /// The length in bars.
    public let period: Int
    private var sums: RollingSumPair
    private var previous = Double.nan

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        sums = RollingSumPair(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingSumPair.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowCloseVolume, _ window: WindowMemory) -> Double {
        // Three times the typical price: the three cancel.
        let price = input.high + input.low + input.close
        let change = price - previous
        let least = SIMD2(repeating: 1e-14 * (price.magnitude + previous.magnitude))
        previous = price
        guard !change.isNaN else { return .nan }
        let flow = SIMD2(repeating: price * input.volume).kept(where: SIMD2(change, -change), exceed: least)
        let sum = sums.push(flow, window)
        return 100 * ratio(sum.x, to: sum.x + sum.y)
    }
}
