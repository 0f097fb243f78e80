/// An EMA of the typical price, and average true ranges either side (KC).
///
/// The shorter of the two averages starts late, so that both have their first value at the same bar, as in TA-Lib.
///
/// - Units: price.
/// - Source: Keltner 1960 in Raschke's form; TA-Lib KC.
public struct KeltnerChannel: Indicator {
    /// The length of the average in bars.
    public let period: Int
    /// The length of the average true range in bars.
    public let rangePeriod: Int
    /// How many average true ranges the lines lie off the average.
    public let ranges: Double
    private var average: ExponentialAverage
    private var range: AverageTrueRange
    private var barsBeforeAverage: Int
    private var barsBeforeRange: Int

    /// Makes a channel; both lengths are at least 1.
    public init(period: Int = 20, rangePeriod: Int = 10, ranges: Double = 2) {
        self.period = checked(period)
        self.rangePeriod = checked(rangePeriod)
        self.ranges = ranges
        average = .standard(period)
        range = AverageTrueRange(period: rangePeriod)
        barsBeforeAverage = max(0, rangePeriod - (period - 1))
        barsBeforeRange = max(0, period - 1 - rangePeriod)
    }

    /// `period − 1` or `range_period`, whichever is more.
    public var warmUpBars: Int { max(period - 1, rangePeriod) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Bands {
        var middle = Double.nan
        var distance = Double.nan
        if barsBeforeAverage == 0 {
            middle = average.push((input.high + input.low + input.close) / 3)
        } else {
            barsBeforeAverage -= 1
        }
        if barsBeforeRange == 0 {
            distance = ranges * range.step(input, window)
        } else {
            barsBeforeRange -= 1
        }
        guard !middle.isNaN, !distance.isNaN else { return .missing }
        return Bands(upper: middle + distance, middle: middle, lower: middle - distance)
    }
}
