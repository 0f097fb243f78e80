/// Chaikin's money flow (CMF): the accumulation/distribution of the last `period` bars as a part of their volume.
///
/// - Units: −1 to 1.
/// - Missing: zero where nothing was traded.
/// - Source: Chaikin; TA-Lib CMF.
public struct ChaikinMoneyFlow: Indicator {
    /// The length in bars.
    public let period: Int
    private var sums: RollingSumPair

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 20) {
        self.period = checked(period, from: 2)
        sums = RollingSumPair(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSumPair.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowCloseVolume, _ window: WindowMemory) -> Double {
        let sum = sums.push(SIMD2(AccumulationDistribution.flow(of: input), input.volume), window)
        return ratio(sum.x, to: sum.y)
    }
}
