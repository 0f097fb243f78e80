/// Chande's forecast oscillator (FOSC): how far the value lies off the forecast that a straight line through the `period`
/// values before it made, in percent of the value.
///
/// - Units: percent.
/// - Missing: zero where the value is zero.
/// - Source: Chande and Kroll 1994; TA-Lib FOSC, the forecast being TSF a row earlier.
public struct ForecastOscillator: Indicator {
    /// The length in inputs.
    public let period: Int
    private var line: RollingRegression
    private var forecast = Double.nan

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 5) {
        self.period = checked(period, from: 2)
        line = RollingRegression(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingRegression.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let expected = forecast
        // The line a row ahead, half a window and a half beyond the middle.
        let now = line.push(input, window)
        forecast = now.mean + now.slope * (0.5 * Double(period + 1))
        guard !expected.isNaN else { return .nan }
        return 100 * ratio(input - expected, to: input)
    }
}
