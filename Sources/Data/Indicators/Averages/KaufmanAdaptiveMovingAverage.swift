/// An exponential average whose weight follows the efficiency of the move (KAMA): as an EMA of 2 inputs where the values
/// go straight, as one of 30 where they go to and fro.
///
/// - Units: those of the input.
/// - Missing: where no value of the window moves, the efficiency is 1, as in TA-Lib.
/// - Source: Kaufman 1995; TA-Lib KAMA, unstable period 0. The path is summed by blocks, where TA-Lib's running sum
///   leaves a residue after large moves.
public struct KaufmanAdaptiveMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var path: RollingSum
    private var delay: Delay
    private var previous = Double.nan
    private var value = 0.0
    private var isSeeded = false

    private static var slow: Double { 2.0 / 31 }
    private static var fast: Double { 2.0 / 3 }

    /// Makes an indicator; `period` is at least 1, which gives the input itself.
    public init(period: Int = 30) {
        self.period = checked(period)
        path = RollingSum(period: period)
        delay = Delay(period: period, at: period)
    }

    /// `period`; none for a period of 1.
    public var warmUpBars: Int { period == 1 ? 0 : period }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(period) + Delay.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        guard period > 1 else { return input }
        let before = previous
        previous = input
        let oldest = delay.push(input, window)
        guard !before.isNaN else { return .nan }
        let length = path.push((input - before).magnitude, window)
        guard !oldest.isNaN else { return .nan }
        if !isSeeded {
            value = before
            isSeeded = true
        }
        let move = input - oldest
        let efficiency = length <= move ? 1 : (move / length).magnitude
        let root = efficiency * (Self.fast - Self.slow) + Self.slow
        value += root * root * (input - value)
        return value
    }
}
