/// The mean absolute deviation of the last `period` values from their mean (AVGDEV).
///
/// - Units: those of the input.
/// - Source: TA-Lib AVGDEV.
/// - Complexity: O(`period`) time per input.
public struct AverageDeviation: Indicator {
    /// The length in inputs.
    public let period: Int
    private var deviation: MeanDeviation

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 14) {
        self.period = checked(period)
        deviation = MeanDeviation(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { MeanDeviation.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        deviation.push(input, window).deviation
    }
}
