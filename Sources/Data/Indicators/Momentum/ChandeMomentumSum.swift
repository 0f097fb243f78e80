/// Chande's momentum oscillator, unsmoothed (CMOU): the last `period` changes' sum in percent of their magnitudes' sum.
///
/// - Units: −100 to 100.
/// - Missing: zero where nothing has moved.
/// - Source: Chande and Kroll 1994; TA-Lib CMOU.
public struct ChandeMomentumSum: Indicator {
    /// The length in inputs.
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

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let change = input - previous
        previous = input
        guard !change.isNaN else { return .nan }
        let sum = sums.push(SIMD2(change, change.magnitude), window)
        return 100 * ratio(sum.x, to: sum.y)
    }
}
