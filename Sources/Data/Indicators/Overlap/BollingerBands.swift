/// Bollinger bands: the mean of the last values, and population standard deviations either side.
///
/// - Units: those of the input for the bands; fractions for `percent_b` (0 at the lower band, 1 at the upper) and `width`.
/// - Missing: `percent_b` is 0.5 where the bands meet (a flat window); `width` is zero where the middle is zero.
/// - Source: TA-Lib BBANDS with SMA; `percent_b` = (x − lower) / (upper − lower), `width` = (upper − lower) / middle.
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

        /// Lays bands around an average.
        @inline(__always)
        init(of value: Double, middle: Double, up: Double, down: Double) {
            let full = up + down
            upper = middle + up
            self.middle = middle
            lower = middle - down
            let parts = SIMD2(value - lower, full) / SIMD2(full, middle)
            percentB = full == 0 ? 0.5 : parts[0]
            width = middle == 0 ? 0 : parts[1]
        }
    }

    /// The length in inputs.
    public let period: Int
    /// How many standard deviations the upper band lies above the average.
    public let deviationsUp: Double
    /// How many standard deviations the lower band lies below the average.
    public let deviationsDown: Double
    private let rootPerCount: Double
    private var moments: RollingMoments

    /// Makes bands; `period` is at least 2.
    public init(period: Int = 20, deviationsUp: Double = 2, deviationsDown: Double = 2) {
        self.period = checked(period, from: 2)
        self.deviationsUp = deviationsUp
        self.deviationsDown = deviationsDown
        rootPerCount = (1 / Double(period)).squareRoot()
        moments = RollingMoments(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(period) }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        _ = moments.push(input, window)
        let deviation = moments.squares.squareRoot() * rootPerCount
        return Output(
            of: input, middle: moments.mean, up: deviationsUp * deviation, down: deviationsDown * deviation)
    }
}

/// Bollinger bands around an average of any kind.
///
/// The deviations are about the mean of the last `period` values all the same.
///
/// - Units: as ``BollingerBands``.
/// - Missing: as ``BollingerBands``.
/// - Source: TA-Lib BBANDS.
public struct AveragedBollingerBands: Indicator {
    private var deviation: StandardDeviation
    private var average: MovingAverage
    private let deviationsUp: Double
    private let deviationsDown: Double

    /// Makes bands; `period` is at least 2.
    public init(
        period: Int = 20, deviationsUp: Double = 2, deviationsDown: Double = 2, average: MovingAverageKind
    ) {
        deviation = StandardDeviation(period: checked(period, from: 2))
        self.average = MovingAverage(average, period: period, at: deviation.windowCount)
        self.deviationsUp = deviationsUp
        self.deviationsDown = deviationsDown
    }

    /// `period − 1`, or the average's look-back where that is longer.
    public var warmUpBars: Int { max(deviation.warmUpBars, average.warmUpBars) }
    /// The room of its windows.
    public var windowCount: Int { deviation.windowCount + average.windowCount }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> BollingerBands.Output {
        let distance = deviation.step(input, window)
        let middle = average.step(input, window)
        guard !distance.isNaN, !middle.isNaN else { return .missing }
        return BollingerBands.Output(
            of: input, middle: middle, up: deviationsUp * distance, down: deviationsDown * distance)
    }
}
