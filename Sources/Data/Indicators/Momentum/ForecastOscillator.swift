/// Chande's forecast oscillator (FOSC): how far the value lies off the forecast that a straight line through the `period`
/// values before it made, in percent of the value.
///
/// - Units: percent.
/// - Missing: zero where the value is zero.
/// - Source: Chande and Kroll 1994; TA-Lib FOSC, the forecast being TSF a row earlier.
public struct ForecastOscillator: Indicator {
    /// The length in inputs.
    public let period: Int
    private var line: RollingLine
    private let perSum: Double
    private let perWeighted: Double
    private var forecast = Double.nan

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 5) {
        self.period = checked(period, from: 2)
        line = RollingLine(period: period)
        // With places 1 to n, the line at n + 1 is the mean plus (n + 1) / 2 slopes.
        let count = Double(period)
        let middle = (count + 1) / 2
        perWeighted = middle * 12 / (count * (count * count - 1))
        perSum = 1 / count - middle * perWeighted
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingLine.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let expected = forecast
        if line.push(input, window) { forecast = line.anchor + line.sum * perSum + line.weighted * perWeighted }
        guard !expected.isNaN else { return .nan }
        return 100 * ratio(input - expected, to: input)
    }
}
