/// Conformal intervals that follow a series: the last scores give the distribution, adaptive conformal inference the
/// level.
///
/// For each forecast ask ``radius``, keep it with the forecast, and when the outcome is known give both back to
/// ``observe(score:radius:)``, in order of time. An outcome h bars late is observed h bars late: nothing is used before
/// it is known.
///
/// - Source: Gibbs and Candès, 2021, section 2, with a rolling window of scores.
public struct OnlineConformal: Sendable, Codable, Equatable {
    /// The level and how it moves.
    public private(set) var level: AdaptiveConformal
    /// How many of the latest scores are kept.
    public let window: Int
    /// The kept scores, oldest first.
    public private(set) var scores: [Double]

    /// Begins, perhaps with scores of calibration rows.
    ///
    /// - Parameters:
    ///   - level: The miss rate wanted and its step.
    ///   - window: How many of the latest scores count; 1 or more.
    ///   - scores: Scores known by now, oldest first, such as |residual|; NaN is left out.
    /// - Note: `nil` for a window below 1.
    public init?(level: AdaptiveConformal, window: Int, scores: [Double] = []) {
        guard window > 0 else { return nil }
        self.level = level
        self.window = window
        self.scores = Array(scores.filter { !$0.isNaN }.suffix(window))
    }

    /// The score the next outcome may have, half the width of a symmetric interval.
    ///
    /// - Units: the scores'; 0 where the level asks to cover nothing, infinity where it asks for more than the window can
    ///   tell.
    /// - Complexity: O(window · log(window)).
    public var radius: Double { max(0, SplitConformal.quantile(scores, coverage: 1 - level.missRate)) }

    /// The symmetric interval about a forecast.
    public func interval(around forecast: Double) -> PredictionInterval {
        let radius = radius
        return PredictionInterval(lower: forecast - radius, upper: forecast + radius)
    }

    /// Learns an outcome.
    ///
    /// - Missing: a score that is NaN is no outcome, and changes nothing.
    ///
    /// - Parameters:
    ///   - score: Its score, such as |outcome − forecast|.
    ///   - radius: The radius that was issued for it.
    public mutating func observe(score: Double, radius: Double) {
        guard !score.isNaN else { return }
        level.update(missed: score > radius)
        scores.append(score)
        let kept = max(1, window)
        if scores.count > kept { scores.removeFirst(scores.count - kept) }
    }
}
