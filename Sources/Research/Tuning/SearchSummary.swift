import Glibc
import Kernels

/// The best of many trials, and what the best of so many would be without any skill.
///
/// Only trials with the largest budget that were done and have a score are compared.
///
/// - Units: the scores'. Differences are above 0 where the best is better, whatever the goal.
/// - As of: the folds the trials were scored on. The best of many is chosen by these folds, so its own score is too
///   good; judge it on rows that no trial saw.
public struct SearchSummary: Sendable, Equatable {
    /// The best trial; of equals the first.
    public let best: TrialRecord
    /// How many trials are compared.
    public let comparedTrials: Int
    /// How many were stopped early, at any budget.
    public let prunedTrials: Int
    /// How many failed or have no score, at any budget.
    public let failedTrials: Int
    /// The mean score of those compared.
    public let mean: Double
    /// The standard deviation (divisor n − 1) of their scores; NaN for one trial.
    public let deviation: Double
    /// How much better the best is than the median.
    public let excessOverMedian: Double
    /// How much better the best is than the second; NaN for one trial.
    public let excessOverSecond: Double
    /// How many points were tried at any budget, those stopped early among them, but not those that failed.
    public let triedPoints: Int
    /// The score to expect of the best of so many tried points that differ by luck alone; NaN for one compared trial.
    ///
    /// The mean of those compared, better by their deviation times the expected maximum of `triedPoints` standard
    /// normals. A best trial near it owes its place to their number. Differences in skill widen the deviation, and only
    /// good trials reach the largest budget, so this is a severe bar where either plays a part; trials that resemble
    /// each other are fewer than they seem.
    /// - Source: Bailey and López de Prado, "The deflated Sharpe ratio", 2014.
    public let expectedBestByLuck: Double
    /// How much better the best is than expected by luck; NaN for one trial.
    public let excessOverLuck: Double

    /// Summarises trials; `nil` where none was done with a score.
    ///
    /// - Complexity: O(n log n).
    public init?(_ records: [TrialRecord], goal: SearchGoal) {
        let budget = records.map { $0.trial.budget ?? .max }.max()
        let compared = records.filter { $0.isScored && ($0.trial.budget ?? .max) == budget }.sorted {
            (goal.loss($0.value), $0.trial.number) < (goal.loss($1.value), $1.trial.number)
        }
        guard let best = compared.first else { return nil }
        self.best = best
        comparedTrials = compared.count
        let pruned = records.count(where: \.isPruned)
        prunedTrials = pruned
        failedTrials = records.count { !$0.isScored } - pruned
        triedPoints = records.count { $0.trial.continues == nil && ($0.isScored || $0.isPruned) }
        let losses = compared.map { goal.loss($0.value) }
        let meanLoss = Statistics.mean(losses)
        let spread = Statistics.variance(losses).squareRoot()
        mean = goal.loss(meanLoss)
        deviation = spread
        excessOverMedian = Statistics.quantile(ofSorted: losses, level: 0.5) - losses[0]
        excessOverSecond = losses.count > 1 ? losses[1] - losses[0] : .nan
        let lucky = meanLoss - spread * ExpectedMaximum.ofNormals(triedPoints)
        expectedBestByLuck = goal.loss(lucky)
        excessOverLuck = lucky - losses[0]
    }
}

/// The expected maximum of independent draws.
public enum ExpectedMaximum {
    /// Of so many standard normals: 0 for one, 0.564 for two, about 2.5 for a hundred.
    ///
    /// - Missing: NaN for no draws.
    /// - Source: ∫₀^∞ (1 − Φⁿ(x)) dx − ∫₋∞⁰ Φⁿ(x) dx, which Bailey and López de Prado, 2014, approximate; matches
    ///   SciPy's quadrature to 1e-10 (golden file).
    /// - Complexity: O(1), 2,000 values of the normal distribution.
    public static func ofNormals(_ count: Int) -> Double {
        guard count > 0 else { return .nan }
        let step = 0.01
        // The trapezium rule is as good as exact for an integrand that flattens at both ends; its kink at 0 is a node.
        return (-1000...1000).reduce(0.0) { sum, index in
            let power = Double(count) * log1p(-NormalDistribution.cumulative(-Double(index) * step))
            if index == 0 { return sum + step * (1 - 2 * exp(power)) / 2 }
            return sum + step * (index > 0 ? -expm1(power) : -exp(power))
        }
    }
}
