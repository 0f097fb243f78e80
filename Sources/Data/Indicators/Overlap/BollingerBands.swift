/// Bollinger bands: an average of the last values, and population standard deviations either side.
///
/// The deviations are about the mean of the last `period` values, whatever the kind of the average.
///
/// - Units: those of the input for the bands; fractions for `percent_b` (0 at the lower band, 1 at the upper) and `width`.
/// - Missing: `percent_b` is 0.5 where the bands meet (a flat window); `width` is zero where the middle is zero.
/// - Source: TA-Lib BBANDS; `percent_b` = (x − lower) / (upper − lower), `width` = (upper − lower) / middle.
public struct BollingerBands: Indicator {
    /// What the bands give.
    public struct Output: IndicatorOutput {
        /// Average plus deviations.
        public var upper: Double
        /// Average.
        public var middle: Double
        /// Average less deviations.
        public var lower: Double
        /// Where the value stands between the bands.
        public var percentB: Double
        /// The distance of the bands as a fraction of the average.
        public var width: Double

        /// `upper`, `middle`, `lower`, `percent_b`, `width`.
        public static var names: [String] { ["upper", "middle", "lower", "percent_b", "width"] }
    }

    /// The length in inputs.
    public let period: Int
    /// How many standard deviations the upper band lies above the average.
    public let deviationsUp: Double
    /// How many standard deviations the lower band lies below the average.
    public let deviationsDown: Double
    private let rootPerCount: Double
    private let isSimple: Bool
    private var moments: RollingMoments
    private var average: MovingAverage

    /// Makes bands; `period` is at least 2.
    public init(
        period: Int = 20, deviationsUp: Double = 2, deviationsDown: Double = 2, average: MovingAverageKind = .simple
    ) {
        self.period = checked(period, from: 2)
        self.deviationsUp = deviationsUp
        self.deviationsDown = deviationsDown
        rootPerCount = (1 / Double(period)).squareRoot()
        moments = RollingMoments(period: period)
        self.average = MovingAverage(average, period: period, at: RollingMoments.room(period))
        isSimple = self.average.kind == .simple
    }

    /// `period − 1`, or the average's look-back where that is longer.
    public var warmUpBars: Int { max(period - 1, average.warmUpBars) }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(period) + (isSimple ? 0 : average.windowCount) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        let isFull = moments.push(input, window)
        let middle = isSimple ? moments.mean : average.step(input, window)
        guard isFull, !middle.isNaN else { return .missing }
        let deviation = moments.squares.squareRoot() * rootPerCount
        let upper = middle + deviationsUp * deviation
        let lower = middle - deviationsDown * deviation
        let full = upper - lower
        return Output(
            upper: upper, middle: middle, lower: lower,
            percentB: full == 0 ? 0.5 : (input - lower) / full, width: middle == 0 ? 0 : full / middle)
    }
}
