import Base

/// Follows forecasts in order of time: reads each at its symbol's levels of then, and lets every outcome move them when it
/// is known.
public struct AdaptiveWalk {
    private struct Pending {
        let knownAt: Int32
        let actual: Double
        let quantiles: [Double]
        let symbol: Symbol
    }

    /// The levels after the outcomes known so far.
    public private(set) var levels: AdaptiveLevels
    private let shape: [Double]
    private var pending: [Pending] = []
    private var next = 0

    /// Begins with levels.
    public init(shape: [Double], levels: AdaptiveLevels) {
        self.shape = shape
        self.levels = levels
    }

    /// Passes a row: takes the outcomes known at its time, gives the levels its quantiles are read at, and remembers what
    /// will come of it.
    ///
    /// - As of: an outcome moves levels only from the row on at whose time it is known.
    @discardableResult
    public mutating func pass(
        _ table: LearningTable, row: Int, forecast: ModelForecast, scale: Double
    ) -> [Double] {
        // Outcomes come in nearly the order of their rows; one that waits for a later time holds up those behind it.
        while next < pending.count, table.times[Int(pending[next].knownAt)] <= table.times[row] {
            let outcome = pending[next]
            levels.take(outcome.actual, issued: outcome.quantiles, symbol: outcome.symbol)
            next += 1
        }
        let symbol = table.symbols[Int(table.symbolIndex[row])]
        let now = levels.levels(of: symbol)
        if table.targetRow[row] >= 0, table.isComplete(row) {
            let issued = ReturnDistribution(
                forecast, defaultScale: scale, shape: AdaptiveLevels.shape(shape, readAt: now))
            let quantiles = ReturnDistribution.levels.map(issued.quantile)
            pending.append(
                Pending(
                    knownAt: table.targetRow[row], actual: table.targets[row], quantiles: quantiles, symbol: symbol))
        }
        return now
    }
}
