/// Where a value stands between its Bollinger bands, and how wide they are.
///
/// - Units: fractions: `percent_b` is 0 at the lower band and 1 at the upper, `width` a share of the mean.
/// - Missing: `percent_b` is 0.5 where the bands meet (a flat window); `width` is zero where the mean is zero.
/// - Source: Bollinger 2001: `percent_b` = (x − lower) / (upper − lower), `width` = (upper − lower) / middle.
public struct BollingerPosition: Indicator {
    /// What it gives.
    public struct Output: IndicatorOutput {
        /// Where the value stands between the bands.
        public var percentB: Double
        /// The distance of the bands as a fraction of the mean.
        public var width: Double

        /// `percent_b`, `width`.
        public static var names: [String] { ["percent_b", "width"] }
    }

    /// The length in inputs.
    public let period: Int
    /// How many standard deviations the bands lie off the mean.
    public let deviations: Double
    private let rootPerCount: Double
    private var moments: RollingMoments

    /// Makes an indicator; `period` is at least 2 and `deviations` positive.
    public init(period: Int = 20, deviations: Double = 2) {
        precondition(deviations > 0, "bands need a positive number of deviations, was \(deviations)")
        self.period = checked(period, from: 2)
        self.deviations = deviations
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
        guard moments.push(input, window) else { return .missing }
        let half = deviations * (moments.squares.squareRoot() * rootPerCount)
        let (full, middle) = (2 * half, moments.mean)
        return Output(
            percentB: full == 0 ? 0.5 : (input - middle + half) / full, width: middle == 0 ? 0 : full / middle)
    }
}
