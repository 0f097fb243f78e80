public import Base
public import Features
import Glibc

/// What a model sees of one symbol at its last closed bar, kept up bar by bar.
///
/// The numbers are those of the training table to the bit, since both run the same operators.
/// - As of: after ``update(_:)`` with bar t, everything here uses bars ≤ t.
public struct LiveFeatures: Sendable {
    /// The features in the set's order; NaN while one warms up.
    public private(set) var row: [Double]
    /// Standard deviation of one bar's log return; NaN until warm.
    public private(set) var volatility = Double.nan
    /// The last bar; `nil` before the first.
    public private(set) var lastBar: Bar?

    private var pipeline: FeaturePipeline
    private var returnVolatility = ReturnVolatility()
    private var adjustedCloses: [Double] = []
    /// How many bars are still to come before the training table could have a row.
    private var barsToSkip: Int

    /// Makes the state before the first bar.
    public init(_ featureSet: FeatureSet, calendar: TradingCalendar = .nyse) {
        pipeline = featureSet.makePipeline(calendar: calendar)
        row = Array(repeating: .nan, count: featureSet.featureNames.count)
        barsToSkip = max(featureSet.warmUpBars, ReturnVolatility.warmUpBars) + 1
    }

    /// Makes the state after the last bar of a history.
    public init(_ featureSet: FeatureSet, after history: BarSeries) {
        self.init(featureSet, calendar: .inferred(for: history.symbol))
        for index in 0..<history.count { update(history[index]) }
    }

    /// Whether a model can be asked: the volatility and every feature are known.
    ///
    /// So it is exactly where the training table has a row: no model has learnt from, or was judged on, any other.
    public var isWarm: Bool { barsToSkip == 0 && volatility.isFinite && row.allSatisfy(\.isFinite) }

    /// Takes the next bar.
    public mutating func update(_ bar: Bar) {
        let adjusted = bar.adjusted()
        row.withUnsafeMutableBufferPointer { pipeline.update(adjusted, into: $0) }
        volatility = returnVolatility.update(adjusted.close)
        if adjustedCloses.count == Labels.seasonalPeriod { adjustedCloses.removeFirst() }
        adjustedCloses.append(adjusted.close)
        lastBar = bar
        barsToSkip = max(0, barsToSkip - 1)
    }

    /// The seasonal-naive forecast of the log return over a horizon; NaN while there are too few bars.
    public func seasonal(horizonBars: Int) -> Double {
        let place = adjustedCloses.count - 1 + Labels.seasonalOffset(horizonBars)
        guard place >= 0, let last = adjustedCloses.last, last > 0, adjustedCloses[place] > 0 else { return .nan }
        return log(adjustedCloses[place]) - log(last)
    }
}
