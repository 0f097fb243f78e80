/// ln(x[t] / x[t − period]).
///
/// - Units: log return over `period` inputs (0.01 is about one percent).
/// - Missing: inputs that are not positive and finite are passed over.
/// - Source: definition, as a difference of logarithms.
public struct LogReturn: Indicator {
    /// How many inputs the return spans.
    public let period: Int
    private var delay: Delay

    /// Makes a return over at least 1 input.
    public init(period: Int = 1) {
        self.period = checked(period)
        delay = Delay(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { Delay.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: LogValue, _ window: WindowMemory) -> Double {
        input.logarithm - delay.push(input.logarithm, window)
    }
}
