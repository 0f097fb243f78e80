/// Heikin-Ashi candles: bars averaged with what came before, so that trends show.
///
/// Close: the mean of the bar's four prices. Open: the middle of the candle before; of the first one, the middle of the bar.
/// High and low: the bar's, or the candle's open and close where these lie beyond.
///
/// - Units: price.
/// - Source: TA-Lib HA.
public struct HeikinAshi: Indicator {
    /// The candle.
    public struct Output: IndicatorOutput {
        /// First price.
        public var open: Double
        /// Highest price.
        public var high: Double
        /// Lowest price.
        public var low: Double
        /// Last price.
        public var close: Double

        /// `open`, `high`, `low`, `close`.
        public static var names: [String] { ["open", "high", "low", "close"] }
    }

    private var middle = Double.nan

    /// Makes an indicator.
    public init() {}
    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: OpenHighLowClose, _ window: WindowMemory) -> Output {
        let close = (input.open + input.high + input.low + input.close) / 4
        let open = middle.isNaN ? (input.open + input.close) / 2 : middle
        middle = (open + close) / 2
        return Output(
            open: open, high: max(input.high, max(open, close)), low: min(input.low, min(open, close)), close: close)
    }
}
