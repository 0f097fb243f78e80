public import Base
public import Scoring

/// How a model's forecasts correlate with what came over the symbols of each time.
public struct CrossSectionalSkill: Sendable, Codable, Equatable {
    /// Times with fewer symbols have no information coefficient: a correlation of few numbers is noise.
    public static let symbolsNeeded = 10

    /// Of Pearson's correlations; ``Scoring/InformationCoefficient/ratio`` is the ICIR.
    public let pearson: InformationCoefficient
    /// Of rank correlations.
    public let rank: InformationCoefficient

    /// Correlates the forecasts of each time with the returns that came.
    ///
    /// Intervals are by the stationary bootstrap with a fixed seed, its mean block the horizon or what Politis and White's
    /// rule asks for if that is more.
    ///
    /// - Returns: `nil` where fewer than three times have enough symbols, or forecasts do not differ between symbols.
    init?(_ forecasts: OutOfSampleForecasts) {
        let series = CrossSectionalSkill.series(forecasts)
        let horizon = forecasts.rows.horizonBars
        guard let pearson = CrossSectionalSkill.summary(series.pearson, horizon),
            let rank = CrossSectionalSkill.summary(series.rank, horizon)
        else { return nil }
        self.pearson = pearson
        self.rank = rank
    }

    /// The coefficients of each time that has enough symbols and whose forecasts differ.
    ///
    /// - Complexity: O(rows · log(symbols)).
    public static func series(
        _ forecasts: OutOfSampleForecasts
    ) -> (times: [Instant], pearson: [Double], rank: [Double]) {
        let rows = forecasts.rows
        var result: (times: [Instant], pearson: [Double], rank: [Double]) = ([], [], [])
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        for (start, end) in zip(starts, starts.dropFirst()) where end - start >= symbolsNeeded {
            let said = Array(forecasts.locations[start..<end])
            let came = Array(rows.actual[start..<end])
            guard let linear = Correlation.pearson(said, came),
                let ranked = Correlation.pearson(Correlation.averageRanks(said), Correlation.averageRanks(came))
            else { continue }
            result.times.append(rows.times[start])
            result.pearson.append(linear)
            result.rank.append(ranked)
        }
        return result
    }

    private static func summary(_ series: [Double], _ horizonBars: Int) -> InformationCoefficient? {
        let block = max(Double(horizonBars), StationaryBootstrap.automaticBlock(series) ?? 1)
        return InformationCoefficient(
            series: series, horizonBars: horizonBars, bootstrap: StationaryBootstrap(meanBlock: block, seed: 1))
    }
}
