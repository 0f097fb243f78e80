public import Base
import Indicators

/// The volatility that forecasts are scaled by: exponentially weighted, decay 0.94, of log returns of adjusted closes.
///
/// - Units: log return per bar; over h bars it is √h times as much.
/// - As of: the value at t uses closes up to t.
/// - Missing: NaN until ``warmUpBars`` returns have come; a close that is not positive and finite gives NaN and is passed
///   over. Zero while no price has moved.
/// - Source: RiskMetrics 1996; seeded by the mean of the first 21 squared returns.
public struct ReturnVolatility: Sendable {
    private var machine = ExponentialVolatility().live()

    /// Makes a volatility that has seen no close.
    public init() {}

    /// The number of closes whose volatility is NaN.
    public static let warmUpBars = ExponentialVolatility().warmUpBars

    /// Takes the newest adjusted close.
    public mutating func update(_ adjustedClose: Double) -> Double { machine.update(adjustedClose) }

    /// Takes the newest bar; its ``Base/Bar/adjustedClose`` counts.
    public mutating func update(_ bar: Bar) -> Double { machine.update(bar.adjustedClose) }

    /// All that is remembered.
    public var snapshot: Snapshot { machine.snapshot }

    /// Goes on from a snapshot made by the same build of the program; false, with nothing changed, when it does not fit.
    public mutating func restore(_ snapshot: Snapshot) -> Bool { machine.restore(snapshot) }

    /// The volatility at every close of a series.
    public static func values(closes: [Double]) -> [Double] { ExponentialVolatility().outputs(of: closes)[0] }
}
