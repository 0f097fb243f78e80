public import Scoring

/// What following a model's forecasts by the plainest rule would have returned: a yardstick, not a backtest.
///
/// Of ``CrossSectionalSkill/symbolsNeeded`` symbols or more, those forecast above the median are held long and the others
/// short, all with equal weights. Of fewer, each is held long where its forecast lies above its drift and short where it lies
/// below, and what counts is the return beyond that drift: to be long of what rises anyway would pass for skill. It trades at
/// the very closes it knows and pays nothing. Of h-bar forecasts every h-th time is taken, so that returns do not overlap.
public struct PlainStrategy: Sendable, Codable, Equatable {
    /// The return of each period of h bars, in order of time; beyond the drift where symbols are few.
    public let returns: [Double]
    /// Their Sharpe ratio per period, not annualised; `nil` for fewer than 3 periods, or where they do not vary.
    public let sharpe: SharpeRatio?

    /// Follows forecasts.
    ///
    /// - Units: log returns, averaged over symbols.
    /// - As of: a position is taken at the time of the forecast, at that time's close; the drift is known then.
    ///
    /// - Parameters:
    ///   - forecasts: What is followed.
    ///   - drift: For each symbol and fold the mean return of its training rows.
    init(_ forecasts: OutOfSampleForecasts, drift: [[Double]]) {
        let rows = forecasts.rows
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        returns = stride(from: 0, to: starts.count - 1, by: rows.horizonBars).map { place in
            let range = starts[place]..<starts[place + 1]
            let isWide = range.count >= CrossSectionalSkill.symbolsNeeded
            let middle = isWide ? PlainStrategy.median(forecasts.locations[range]) : 0
            return range.reduce(0) { sum, row in
                let drift = isWide ? 0 : drift[Int(rows.symbolIndex[row])][forecasts.fold(of: row)]
                let view = forecasts.locations[row] - (isWide ? middle : drift)
                let beyond = rows.actual[row] - drift
                return sum + (view > 0 ? beyond : view < 0 ? -beyond : 0)
            } / Double(range.count)
        }
        sharpe = SharpeRatio(returns: returns)
    }

    private static func median(_ values: ArraySlice<Double>) -> Double {
        let sorted = values.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}
