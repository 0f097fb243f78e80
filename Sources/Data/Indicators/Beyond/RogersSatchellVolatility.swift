/// Rogers and Satchell's volatility: √(mean of ln(high / close) ln(high / open) + ln(low / close) ln(low / open)),
/// which a trend does not bias.
///
/// - Units: log return per bar.
/// - Missing: bars with a price that is not positive and finite are passed over; zero where bars whose close or open
///   lies outside their range make the estimate negative.
/// - Source: Rogers and Satchell 1991, "Estimating variance from high, low and closing prices".
public struct RogersSatchellVolatility: Indicator {
    /// The length in bars.
    public let period: Int
    private var sum: RollingSum
    private let perCount: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
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
    public mutating func step(_ input: LogPrices, _ window: WindowMemory) -> Double {
        let variance = sum.push(input.driftlessVariance, window) * perCount
        return variance < 0 ? 0 : variance.squareRoot()
    }
}

extension LogPrices {
    /// Rogers and Satchell's variance of this bar.
    @inline(__always)
    var driftlessVariance: Double {
        (high - close) * (high - open) + (low - close) * (low - open)
    }
}
