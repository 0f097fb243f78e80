import Glibc

/// Scores of forecast probabilities of an event, such as a rise or beating a benchmark.
public enum ProbabilityScores {
    /// The mean of −log of the probability given to what came.
    ///
    /// - Units: nats; less is better, and log 2 is what ½ scores.
    /// - Missing: NaN without values; NaN among them makes it NaN. Probabilities are clipped to [ε, 1 − ε], ε = 2⁻⁵².
    /// - Source: Good, "Rational decisions", 1952; matches scikit-learn's `log_loss` (golden file).
    public static func logLoss(probabilities: [Double], outcomes: [Bool]) -> Double {
        requireSameCount(probabilities, outcomes)
        let sum = zip(probabilities, outcomes).reduce(0) { sum, pair in
            guard !pair.0.isNaN else { return .nan }
            let clipped = min(max(pair.0, 0x1p-52), 1 - 0x1p-52)
            return sum - log(pair.1 ? clipped : 1 - clipped)
        }
        return sum / Double(outcomes.count)
    }

    /// The area under the receiver operating characteristic: the chance that an event was given more than a non-event.
    ///
    /// - Units: none; ½ without skill. Ties count half.
    /// - Missing: NaN gives `nil`.
    /// - Source: Hanley and McNeil, "The meaning and use of the area under a … curve", 1982; matches scikit-learn's
    ///   `roc_auc_score` (golden file).
    ///
    /// - Parameters:
    ///   - scores: Probabilities, or any scores in the same order.
    ///   - outcomes: Whether the event came.
    /// - Returns: `nil` where the event always or never came.
    /// - Complexity: O(n log n).
    public static func auc(scores: [Double], outcomes: [Bool]) -> Double? {
        requireSameCount(scores, outcomes)
        let events = Double(outcomes.count { $0 })
        let others = Double(outcomes.count) - events
        guard events > 0, others > 0, !scores.contains(where: \.isNaN) else { return nil }
        let ranks = Correlation.averageRanks(scores)
        let sum = zip(ranks, outcomes).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        return (sum - events * (events + 1) / 2) / (events * others)
    }
}

/// The Brier score, and what it is made of.
public struct BrierScore: Sendable, Codable, Equatable {
    /// The mean of (p − y)²; less is better, and ¼ is what ½ scores.
    public let score: Double
    /// How far the observed shares lie from the forecast probabilities; 0 is calibrated.
    public let reliability: Double
    /// How far the observed shares of different forecasts lie apart; more is better.
    public let resolution: Double
    /// ȳ·(1 − ȳ): the score of always forecasting the share of events.
    public let uncertainty: Double
    /// What is left of the score because forecasts within a bin differ; 0 where they do not.
    public let withinBins: Double

    /// Scores forecasts and takes the score apart: score = reliability − resolution + uncertainty + withinBins.
    ///
    /// - Units: squared probability.
    /// - Missing: NaN, or a probability outside [0, 1], gives `nil`.
    /// - Source: Murphy, "A new vector partition of the probability score", 1973; Stephenson, Coelho and Jolliffe,
    ///   2008, for the last term. The score matches scikit-learn's `brier_score_loss` (golden file).
    ///
    /// - Parameters:
    ///   - probabilities: One per forecast.
    ///   - outcomes: Whether the event came.
    ///   - bins: How many bins of equal width [0, 1] is cut into.
    /// - Note: `nil` without forecasts.
    public init?(probabilities: [Double], outcomes: [Bool], bins: Int = 10) {
        guard let table = ReliabilityTable(probabilities: probabilities, outcomes: outcomes, bins: bins) else {
            return nil
        }
        let count = Double(outcomes.count)
        let share = Double(outcomes.count { $0 }) / count
        score =
            zip(probabilities, outcomes).reduce(0) {
                let error = $1.0 - ($1.1 ? 1 : 0)
                return $0 + error * error
            } / count
        var (away, apart) = (0.0, 0.0)
        for bin in table.bins {
            let weight = Double(bin.count) / count
            away += weight * (bin.meanForecast - bin.observedShare) * (bin.meanForecast - bin.observedShare)
            apart += weight * (bin.observedShare - share) * (bin.observedShare - share)
        }
        reliability = away
        resolution = apart
        uncertainty = share * (1 - share)
        withinBins = score - (away - apart + share * (1 - share))
    }
}

/// Right and wrong calls of an event.
public struct Classification: Sendable, Codable, Equatable {
    /// Events that were called.
    public let truePositives: Int
    /// Calls without an event.
    public let falsePositives: Int
    /// Events that were not called.
    public let falseNegatives: Int
    /// Non-events that were not called.
    public let trueNegatives: Int

    /// Counts calls: an event is called where its probability is above the threshold.
    ///
    /// - Missing: NaN is no call.
    public init(probabilities: [Double], outcomes: [Bool], threshold: Double = 0.5) {
        requireSameCount(probabilities, outcomes)
        var counts = [0, 0, 0, 0]
        for (probability, event) in zip(probabilities, outcomes) {
            counts[(probability > threshold ? 0 : 2) + (event ? 0 : 1)] += 1
        }
        truePositives = counts[0]
        falsePositives = counts[1]
        falseNegatives = counts[2]
        trueNegatives = counts[3]
    }

    /// The share of calls that were right; `nil` without calls.
    ///
    /// - Source: this and the next two match scikit-learn's `precision_recall_fscore_support` (golden file).
    public var precision: Double? { ratio(truePositives, truePositives + falsePositives) }
    /// The share of events that were called; `nil` without events.
    public var recall: Double? { ratio(truePositives, truePositives + falseNegatives) }
    /// The harmonic mean of precision and recall; `nil` without calls and events.
    public var f1: Double? { ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }

    private func ratio(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
}
