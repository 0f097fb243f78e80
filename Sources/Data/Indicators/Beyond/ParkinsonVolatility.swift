/// Parkinson's volatility: √(Σ ln(high / low)² / (4 n ln 2)) over the last n = `period` bars.
///
/// - Units: log return per bar.
/// - Missing: bars whose high or low is not positive and finite are passed over.
/// - Source: Parkinson 1980, "The extreme value method for estimating the variance of the rate of return".
public struct ParkinsonVolatility: Indicator {
    /// The length in inputs.
    public let period: Int
    private var sum: RollingSum
    private let scale: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period, from: 1)
        sum = RollingSum(period: period)
        scale = 1 / (4 * Double(period) * naturalLogarithm(2))
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: LogRange, _ window: WindowMemory) -> Double {
        let range = input.high - input.low
        return (sum.push(range * range, window) * scale).squareRoot()
    }
}
