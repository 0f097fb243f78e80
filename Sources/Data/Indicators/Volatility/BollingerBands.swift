/// Bollinger bands: the mean of the last `period` values, and `deviations` population standard deviations either side.
///
/// - Units: those of the input for the bands; fractions for `percent_b` (0 at the lower band, 1 at the upper) and `width`.
/// - Missing: `percent_b` is 0.5 where the bands meet (a flat window); `width` is zero where the mean is zero.
/// - Source: TA-Lib BBANDS with SMA; `percent_b` = (x − lower) / (upper − lower), `width` = (upper − lower) / middle.
public struct BollingerBands: Indicator {
    /// What the bands give.
    public struct Output: IndicatorOutput {
        /// Mean plus deviations.
        public var upper: Double
        /// Mean.
        public var middle: Double
        /// Mean less deviations.
        public var lower: Double
        /// Where the value stands between the bands.
        public var percentB: Double
        /// The distance of the bands as a fraction of the mean.
        public var width: Double

        /// `upper`, `middle`, `lower`, `percent_b`, `width`.
        public static var names: [String] { ["upper", "middle", "lower", "percent_b", "width"] }
    }

    /// The length in inputs.
    public let period: Int
    /// How many standard deviations the bands lie off the mean.
    public let deviations: Double
    private var moments: RollingMoments
    private let perCount: Double

    /// Makes bands; `period` is at least 2 and `deviations` positive.
    public init(period: Int = 20, deviations: Double = 2) {
        precondition(deviations > 0, "bands need a positive number of deviations, was \(deviations)")
        self.period = checked(period, from: 2)
        self.deviations = deviations
        moments = RollingMoments(period: period)
        perCount = 1 / Double(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        guard moments.push(input, window) else { return .missing }
        let middle = moments.mean
        let half = deviations * (moments.squares * perCount).squareRoot()
        let full = 2 * half
        return Output(
            upper: middle + half, middle: middle, lower: middle - half,
            percentB: full == 0 ? 0.5 : (input - middle + half) / full, width: middle == 0 ? 0 : full / middle)
    }
}
