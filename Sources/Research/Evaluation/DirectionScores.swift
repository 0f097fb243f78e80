public import Scoring

/// How good forecast probabilities of a rise were; the probability is that of the row's distribution, and moves of exactly 0
/// are left out but for the test.
public struct DirectionScores: Sendable, Codable, Equatable {
    /// How many bins of equal width the Brier score is taken apart by.
    public static let bins = 20

    /// The mean of −log of the probability given to what came, in nats; log 2 = 0.693 is what ½ scores.
    public let logLoss: Double
    /// The Brier score with its reliability and resolution; ¼ is what ½ scores.
    public let brier: BrierScore
    /// The chance that a rise was given more than a fall; `nil` where all moves went one way.
    public let auc: Double?
    /// The share of forecast rises (a probability above ½) that came; `nil` without any.
    public let precision: Double?
    /// The share of rises that were forecast; `nil` without any.
    public let recall: Double?
    /// Whether directions were right more often than chance, one-sided.
    ///
    /// For one symbol one bar ahead it is Pesaran and Timmermann's test of 1992. Where horizons overlap or symbols move
    /// together it is the same question asked of the covariance of the two directions, averaged by time, with the
    /// variance of ``Scoring/ForecastTests/clarkWest(_:horizonBars:)``. `nil` where one never changes.
    public let pesaranTimmermann: SignificanceTest?

    init?(probabilities: [Double], rises: [Bool], pesaranTimmermann: SignificanceTest?) {
        guard let brier = BrierScore(probabilities: probabilities, outcomes: rises, bins: DirectionScores.bins) else {
            return nil
        }
        let calls = Classification(probabilities: probabilities, outcomes: rises)
        logLoss = ProbabilityScores.logLoss(probabilities: probabilities, outcomes: rises)
        self.brier = brier
        auc = ProbabilityScores.auc(scores: probabilities, outcomes: rises)
        precision = calls.precision
        recall = calls.recall
        self.pesaranTimmermann = pesaranTimmermann
    }
}
