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
    private var highAge: RollingMaximumAge
    private var lowAge: RollingMaximumAge
    private let factor: Double

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        highAge = RollingMaximumAge(period: period + 1)
        lowAge = RollingMaximumAge(period: period + 1, at: RollingMaximumAge.room(period + 1))
        factor = 100 / Double(period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { 2 * RollingMaximumAge.room(period + 1) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Output {
        let length = Double(period)
        let up = factor * (length - highAge.push(input.high, window))
        let down = factor * (length - lowAge.push(-input.low, window))
        return Output(down: down, up: up, oscillator: up - down)
    }
}
