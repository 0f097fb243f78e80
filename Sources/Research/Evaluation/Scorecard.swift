public import Scoring

/// How good one model's forecasts were out of sample.
///
/// Sums run over all rows of all folds. "Naive" is persistence: the price stays, the return is 0. A value that is not
/// defined (a test of persistence against itself, an R² without variance) is `nil`, and so is one that was not yet scored
/// when the scorecard was stored.
public struct Scorecard: Sendable, Codable, Equatable {
    /// How many forecasts were scored.
    public let n: Int
    /// How many distinct times they were made at.
    public let times: Int
    /// How many folds they come from.
    public let folds: Int
    /// How many bars ahead they were.
    public let horizonBars: Int

    /// R² of the price level about each symbol's own mean; near 1 for anything that knows the last price.
    public let r2Price: Double?
    /// The same of persistence, to be read beside it.
    public let r2PriceNaive: Double?
    /// 1 − Σ(r − f)² / Σr²: the squared error of returns saved against persistence; the score that decides.
    public let r2Return: Double?
    /// Mean absolute error of log returns.
    public let mae: Double
    /// Root of the mean squared error of log returns.
    public let rmse: Double
    /// Mean absolute error of returns over persistence's on the same out-of-sample rows; below 1 is better than it.
    ///
    /// The denominator is the mean of |r| over the very rows that are scored, not the in-sample one-step error that
    /// Hyndman and Koehler (2006) scale by.
    public let mase: Double?
    /// The symmetric mean absolute percentage error of prices, in percent of [0, 200]; `nil` where returns are beside a
    /// benchmark's.
    public let smape: Double?

    /// The share of moves whose direction was right; a forecast of exactly 0 counts half, a move of exactly 0 not at
    /// all.
    public let directionalAccuracy: Double?
    /// The lower end of its 95 % interval (Wilson), with overlapping and simultaneous moves counted as fewer.
    public let directionalAccuracyLow: Double?
    /// The upper end of its 95 % interval.
    public let directionalAccuracyHigh: Double?
    /// How good the forecast probabilities of a rise were.
    public let direction: DirectionScores?

    /// Mean pinball loss of returns over the levels 0.05 … 0.95.
    public let pinball: Double
    /// Mean continuous ranked probability score of the distribution that 99 quantiles describe, in log return.
    public let crps: Double?
    /// Mean interval score of the 95 % interval over the mean of |r| on the same rows, as ``mase`` is scaled.
    public let msis: Double?
    /// The share of returns inside the forecast's 0.10 to 0.90 quantiles; 0.8 is right.
    public let coverage80: Double
    /// How many returns the 50, 80 and 90 % intervals held, and whether that may be chance.
    public let coverage: [CoverageScore]?

    /// Correlations with what came, over the symbols of each time; `nil` of one symbol, and where no time has
    /// ``CrossSectionalSkill/symbolsNeeded``.
    public let informationCoefficient: CrossSectionalSkill?

    /// Clark and West's test against persistence, one-sided; `nil` for the seasonal forecast, which does not contain it.
    public internal(set) var clarkWest: SignificanceTest?
    /// Clark and West's test against drift, the mean return of each fold's training rows; `nil` for naive models.
    public internal(set) var clarkWestDrift: SignificanceTest?
    /// Diebold and Mariano's test on squared errors with the correction of Harvey, Leybourne and Newbold, two-sided.
    public let dieboldMariano: SignificanceTest?
    /// The larger Clark–West p after Holm's adjustment for the models tried; `nil` for naive models, which are not
    /// tried.
    public var holmP: Double?
    /// What the gate said, in words.
    public var verdict: String
}
