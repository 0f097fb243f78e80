/// Yang and Zhang's volatility: √(V_o + k V_c + (1 − k) V_rs), of the variances from close to open, from open to close,
/// and of Rogers and Satchell, k = 0.34 / (1.34 + (n + 1) / (n − 1)).
///
/// - Units: log return per bar.
/// - Missing: bars with a price that is not positive and finite are passed over; zero where bars whose close or open
///   lies outside their range make the estimate negative.
/// - Source: Yang and Zhang 2000, "Drift-independent volatility estimation based on high, low, open, and close prices".
public struct YangZhangVolatility: Indicator {
    /// The length in bars.
    public let period: Int
    private var night: RollingMoments
    private var day: RollingMoments
    private var range: RollingSum
    private var previousClose = Double.nan
    private let perDegree: Double
    private let perCount: Double
    private let share: Double

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 20) {
        self.period = checked(period, from: 2)
        let count = Double(period)
        night = RollingMoments(period: period)
        day = RollingMoments(period: period, at: RollingMoments.room(period))
        range = RollingSum(period: period, at: 2 * RollingMoments.room(period))
        perDegree = 1 / (count - 1)
        perCount = 1 / count
        share = 0.34 / (1.34 + (count + 1) / (count - 1))
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { 2 * RollingMoments.room(period) + RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: LogPrices, _ window: WindowMemory) -> Double {
        let overnight = input.open - previousClose
        previousClose = input.close
        if overnight.isNaN { return .nan }
        let isFull = night.push(overnight, window)
        _ = day.push(input.close - input.open, window)
        let range = range.push(input.driftlessVariance, window)
        guard isFull else { return .nan }
        let variance = (night.squares + share * day.squares) * perDegree + (1 - share) * range * perCount
        return variance < 0 ? 0 : variance.squareRoot()
    }
}
