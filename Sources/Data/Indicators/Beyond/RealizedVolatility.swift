/// Close-to-close volatility: the sample standard deviation of the last `period` log returns.
///
/// - Units: log return per bar.
/// - Missing: inputs that are not positive and finite are passed over.
/// - Source: pandas `log(x / x.shift(1)).rolling(n).std()`.
public struct RealizedVolatility: Indicator {
    /// The length in inputs.
    public let period: Int
    private var moments: RollingMoments
    private var previous = Double.nan
    private let perFreedom: Double

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 20) {
        self.period = checked(period, from: 2)
        moments = RollingMoments(period: period)
        perFreedom = 1 / Double(period - 1)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: LogValue, _ window: WindowMemory) -> Double {
        let change = input.logarithm - previous
        previous = input.logarithm
        guard !change.isNaN, moments.push(change, window) else { return .nan }
        return (moments.squares * perFreedom).squareRoot()
    }
}
