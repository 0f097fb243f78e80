/// The population standard deviation of the last `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib STDDEV with `nbdev` 1 (divisor `period`).
public struct StandardDeviation: Indicator {
    /// The length in inputs.
    public let period: Int
    private var moments: RollingMoments

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period, from: 1)
        moments = RollingMoments(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        moments.push(input, window) ? (moments.squares / Double(period)).squareRoot() : .nan
    }
}
