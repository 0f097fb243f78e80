/// Chande's Aroon: how recently the lowest low and the highest high of the last `period + 1` bars came.
///
/// - Units: 0 (`period` bars ago) to 100 (now) for down and up; −100 to 100 for the oscillator, up less down.
/// - Source: Chande 1995; TA-Lib AROON and AROONOSC. The newest of equal extremes counts.
public struct Aroon: Indicator {
    /// What Aroon gives.
    public struct Output: IndicatorOutput {
        /// How recent the lowest low is.
        public var down: Double
        /// How recent the highest high is.
        public var up: Double
        /// Up less down.
        public var oscillator: Double

        /// `down`, `up`, `oscillator`.
        public static var names: [String] { ["down", "up", "oscillator"] }
    }

    /// The length in bars.
    public let period: Int
    private var ages: RollingRangeAge
    private let factor: Double

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        ages = RollingRangeAge(period: period + 1)
        factor = 100 / Double(period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingRangeAge.room(period + 1) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Output {
        let recency = factor * (SIMD2(repeating: Double(period)) - ages.push(input.high, input.low, window))
        return Output(down: recency.y, up: recency.x, oscillator: recency.x - recency.y)
    }
}
