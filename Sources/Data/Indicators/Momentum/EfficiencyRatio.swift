/// Kaufman's efficiency ratio (ER): the magnitude of the change over `period` inputs as a part of the way gone.
///
/// - Units: 0 to 1.
/// - Missing: one where nothing has moved, as in TA-Lib.
/// - Source: Kaufman, Smarter Trading, 1995; TA-Lib ER.
public struct EfficiencyRatio: Indicator {
    /// The length in inputs.
    public let period: Int
    private var delay: Delay
    private var way: RollingSum
    private var previous = Double.nan

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 10) {
        self.period = checked(period, from: 2)
        delay = Delay(period: period)
        way = RollingSum(period: period, at: Delay.room(period))
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(period) + RollingSum.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let change = (input - previous).magnitude
        previous = input
        let net = (input - delay.push(input, window)).magnitude
        guard !change.isNaN else { return .nan }
        let whole = way.push(change, window)
        return whole <= net ? 1 : net / whole
    }
}
