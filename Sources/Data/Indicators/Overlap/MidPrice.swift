/// The middle between the highest high and the lowest low of the last bars.
///
/// - Units: price.
/// - Source: TA-Lib MIDPRICE.
public struct MidPrice: Indicator {
    /// The length in bars.
    public let period: Int
    private var channel: DonchianChannel

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 14) {
        self.period = checked(period)
        channel = DonchianChannel(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { channel.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { channel.windowCount }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double { channel.step(input, window).middle }
}
