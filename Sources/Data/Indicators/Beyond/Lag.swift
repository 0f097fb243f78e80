/// The value `period` inputs ago.
///
/// - Units: those of the input.
/// - Missing: inputs that are missing are passed over, so the value is that of `period` inputs that were there.
/// - Source: definition; equals pandas `shift(period)` where nothing is missing, `dropna().shift(period)` where something is.
public struct Lag: Indicator {
    /// How many inputs back.
    public let period: Int
    private var delay: Delay

    /// Makes a lag of at least 1.
    public init(period: Int) {
        self.period = checked(period)
        delay = Delay(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double { delay.push(input, window) }
}
