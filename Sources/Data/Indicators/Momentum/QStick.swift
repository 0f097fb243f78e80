/// Chande's QStick: the mean body, close less open, of the last `period` bars.
///
/// - Units: price.
/// - Source: Chande and Kroll 1994; TA-Lib QSTICK.
public struct QStick: Indicator {
    /// The length in bars.
    public let period: Int
    private var sum: RollingSum
    private let perCount: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 10) {
        self.period = checked(period)
        sum = RollingSum(period: period)
        perCount = 1 / Double(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: OpenClose, _ window: WindowMemory) -> Double {
        sum.push(input.close - input.open, window) * perCount
    }
}
