/// Elder's ray (ERI): how far high and low reach above an EMA of the closes.
///
/// - Units: price.
/// - Source: Elder, Trading for a Living, 1993; TA-Lib ERI.
public struct ElderRay: Indicator {
    /// What it gives.
    public struct Output: IndicatorOutput {
        /// High less the average.
        public var bull: Double
        /// Low less the average.
        public var bear: Double

        /// `bull`, `bear`.
        public static var names: [String] { ["bull", "bear"] }
    }

    /// The length in bars.
    public let period: Int
    private var average: ExponentialAverage

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 13) {
        self.period = checked(period)
        average = .standard(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        let mean = average.push(input.close)
        return Output(bull: input.high - mean, bear: input.low - mean)
    }
}
