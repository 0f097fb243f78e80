public import Scoring

/// What following a model's forecasts by the plainest rule would have returned: a yardstick, not a backtest.
///
/// Of few symbols each is held long where its forecast is above 0 and short where it is below; of
/// ``CrossSectionalSkill/symbolsNeeded`` or more, those forecast above the median are held long and the others short, all
/// with equal weights. It trades at the very closes it knows and pays nothing. Of h-bar forecasts every h-th time is taken,
/// so that returns do not overlap.
public struct PlainStrategy: Sendable, Codable, Equatable {
    /// The return of each period of h bars, in order of time.
    public let returns: [Double]
    /// Their Sharpe ratio per period, not annualised; `nil` for fewer than 3 periods, or where they do not vary.
    public let sharpe: SharpeRatio?

    /// Follows forecasts.
    ///
    /// - Units: log returns, averaged over symbols.
    /// - As of: a position is taken at the time of the forecast, at that time's close.
    public init(_ forecasts: OutOfSampleForecasts) {
        let rows = forecasts.rows
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        returns = stride(from: 0, to: starts.count - 1, by: rows.horizonBars).map { place in
            let range = starts[place]..<starts[place + 1]
            let said = forecasts.locations[range]
            let middle = range.count >= CrossSectionalSkill.symbolsNeeded ? PlainStrategy.median(said) : 0
            return range.reduce(0) { sum, row in
                let excess = forecasts.locations[row] - middle
                return sum + (excess > 0 ? rows.actual[row] : excess < 0 ? -rows.actual[row] : 0)
            } / Double(range.count)
        }
        sharpe = SharpeRatio(returns: returns)
    }

    private static func median(_ values: ArraySlice<Double>) -> Double {
        let sorted = values.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}
