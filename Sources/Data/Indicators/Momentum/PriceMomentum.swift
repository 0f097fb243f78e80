/// x[t] − x[t − period] (MOM).
///
/// - Units: those of the input.
/// - Source: TA-Lib MOM.
public struct PriceMomentum: Indicator {
    /// How many inputs the change spans.
    public let period: Int
    private var delay: Delay

    /// Makes a change over at least 1 input.
    public init(period: Int = 10) {
        self.period = checked(period)
        delay = Delay(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double { input - delay.push(input, window) }
}
