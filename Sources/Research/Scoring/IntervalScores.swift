/// Scores of prediction intervals.
public enum IntervalScores {
    /// The interval score of one outcome: the width, and 2/α times how far the outcome lies outside.
    ///
    /// - Units: the outcomes' unit; less is better.
    /// - Missing: NaN makes it NaN.
    /// - Source: Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", 2007, eq. 43.
    ///
    /// - Parameters:
    ///   - interval: The central interval.
    ///   - outcome: What came.
    ///   - missRate: α: the share of outcomes meant to lie outside, above 0.
    /// - Returns: NaN where `missRate` is not above 0.
    public static func intervalScore(_ interval: PredictionInterval, outcome: Double, missRate: Double) -> Double {
        guard missRate > 0, !outcome.isNaN else { return .nan }
        let below = max(0, interval.lower - outcome)
        let above = max(0, outcome - interval.upper)
        return interval.width + 2 / missRate * (below + above)
    }

    /// The mean scaled interval score as the M4 competition defines it: the mean interval score over a scale.
    ///
    /// - Units: none; less is better.
    /// - Source: Makridakis, Spiliotis and Assimakopoulos, "The M4 competition", 2020 (golden file by numpy).
    ///
    /// - Parameters:
    ///   - intervals: By time.
    ///   - outcomes: By time, as many.
    ///   - missRate: α; 0.05 in that competition.
    ///   - scale: The in-sample error of the seasonal naive forecast; see ``PointScores/seasonalScale(_:season:)``.
    /// - Returns: NaN without values, with NaN among them, or where the scale is not above 0.
    public static func msis(
        _ intervals: [PredictionInterval], outcomes: [Double], missRate: Double, scale: Double
    ) -> Double {
        requireSameCount(intervals, outcomes)
        guard scale > 0 else { return .nan }
        let sum = zip(intervals, outcomes).reduce(0) {
            $0 + intervalScore($1.0, outcome: $1.1, missRate: missRate)
        }
        return sum / Double(outcomes.count) / scale
    }
}
