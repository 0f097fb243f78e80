public import Base

/// Where a quality check draws its lines.
///
/// The defaults were set on the members of the S&P 500 from 2000 to 2022 so that hardly a true price is reported.
public struct QualityThresholds: Sendable, Hashable {
    /// How far open and close may lie outside [low, high], relative to the price; sources round.
    public var rangeTolerance = 1e-6
    /// Rows with the same open, high, low and close that make a stale run.
    public var staleRunBars = 5
    /// How many times its usual size (see ``memory``) a return must be to be looked at.
    public var jumpScales = 8.0
    /// The smallest log return, up or down, of a spike.
    public var spikeLogReturn = 0.15
    /// How much of a spike may remain at the next bar.
    public var spikeRemainder = 0.25
    /// The smallest log return, up or down, of a jump.
    public var jumpLogReturn = 0.5
    /// How far, in log, the price may lie from the split's ratio at the close or at the open, whichever is nearer.
    public var splitNearTolerance = 0.03
    /// How far, in log, it may lie at the other of the two.
    public var splitFarTolerance = 0.10
    /// How many times its usual size trading may have on the day of a split.
    public var splitTradingRatio = 3.0
    /// The same for 3:2, the size of many a true fall.
    public var smallSplitTradingRatio = 2.0
    /// Bars before a jump over which the usual trading is taken.
    public var tradingBars = 20
    /// Bars after a jump over which it must stay.
    public var persistenceBars = 5
    /// The weight of the past in the usual size of returns, an exponentially weighted mean of absolute returns.
    public var memory = 0.94
    /// The usual size of returns taken at the first bar.
    public var firstScale = 0.02
    /// The smallest usual size of returns; prices that hardly move would make every tick a jump.
    public var leastScale = 0.001

    /// Makes the default thresholds, those of daily bars.
    public init() {}

    /// Those of daily bars.
    public static let daily = QualityThresholds()

    /// Those of bars within the day: returns are smaller, and a quiet market repeats itself more often.
    public static let intraday: QualityThresholds = {
        var thresholds = QualityThresholds()
        thresholds.staleRunBars = 12
        thresholds.spikeLogReturn = 0.08
        thresholds.jumpLogReturn = 0.25
        thresholds.firstScale = 0.005
        thresholds.leastScale = 0.0005
        return thresholds
    }()

    /// The defaults for bars of an interval.
    public static func standard(for interval: BarInterval) -> QualityThresholds {
        interval.isIntraday ? intraday : daily
    }
}
