/// Garman and Klass's volatility: √(mean of ln(high / low)² / 2 − (2 ln 2 − 1) ln(close / open)²).
///
/// - Units: log return per bar.
/// - Missing: bars with a price that is not positive and finite are passed over; zero where bars whose close or open
///   lies outside their range make the estimate negative.
/// - Source: Garman and Klass 1980, "On the estimation of security price volatilities from historical data", the
///   practical form.
public struct GarmanKlassVolatility: Indicator {
    /// The length in inputs.
    public let period: Int
    private var sum: RollingSum
    private let weight: Double
    private let perCount: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period, from: 1)
        sum = RollingSum(period: period)
        weight = 2 * naturalLogarithm(2) - 1
        perCount = 1 / Double(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: LogPrices, _ window: WindowMemory) -> Double {
        let range = input.high - input.low
        let body = input.close - input.open
        let variance = sum.push(0.5 * range * range - weight * body * body, window) * perCount
        return variance < 0 ? 0 : variance.squareRoot()
    }
}
