/// The smallest and the largest of the last `period` values (MINMAX).
///
/// - Units: those of the input.
/// - Source: TA-Lib MINMAX.
public struct Extremes: Indicator {
    /// What it gives.
    public struct Output: IndicatorOutput {
        /// The smallest.
        public var lowest: Double
        /// The largest.
        public var highest: Double

        /// `min`, `max`.
        public static var names: [String] { ["min", "max"] }
    }

    /// The length in inputs.
    public let period: Int
    private var smallest: RollingMinimum
    private var largest: RollingMaximum

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        smallest = RollingMinimum(period: period)
        largest = RollingMaximum(period: period, at: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { 2 * RollingMaximum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        Output(lowest: smallest.push(input, window), highest: largest.push(input, window))
    }
}
