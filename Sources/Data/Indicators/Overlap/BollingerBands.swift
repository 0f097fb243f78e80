/// Bollinger bands: the mean of the last values, and population standard deviations either side.
///
/// Where the value stands between them says ``BollingerPosition``.
///
/// - Units: those of the input.
/// - Source: TA-Lib BBANDS with SMA.
public struct BollingerBands: Indicator {
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
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Bands {
        _ = moments.push(input, window)
        let (middle, deviation) = (moments.mean, moments.squares.squareRoot() * rootPerCount)
        return Bands(
            upper: middle + deviationsUp * deviation, middle: middle, lower: middle - deviationsDown * deviation)
    }
}

/// Bollinger bands around an average of any kind.
///
/// The deviations are about the mean of the last `period` values all the same.
///
/// - Units: those of the input.
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
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Bands {
        let distance = deviation.step(input, window)
        let middle = average.step(input, window)
        guard !distance.isNaN, !middle.isNaN else { return .missing }
        return Bands(
            upper: middle + deviationsUp * distance, middle: middle, lower: middle - deviationsDown * distance)
    }
}
