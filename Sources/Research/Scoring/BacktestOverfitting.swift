import Glibc
public import Kernels

/// How likely it is that choosing the best of many backtests chose noise: combinatorially symmetric cross-validation.
///
/// Times are cut into groups; for every half of the groups the best trial on that half is looked up in the other half.
/// A probability of ½ or more says that the choice tells nothing. It judges the choosing, not the chosen trial, and
/// supposes that all trials considered are there.
public struct BacktestOverfitting: Sendable, Codable, Equatable {
    /// What trials are ranked by.
    public enum Measure: String, Sendable, Codable, CaseIterable {
        /// Mean over standard deviation, per period; 0 for returns that do not vary.
        case sharpe
        /// The mean return.
        case mean
    }

    /// The share of combinations in which the best in sample is at or below the median out of sample.
    public let probability: Double
    /// For each combination log(ω / (1 − ω)), ω the best trial's rank out of sample over trials + 1.
    public let logits: [Double]
    /// The slope of the best trial's performance out of sample on that in sample; below 0 where better is worse after.
    ///
    /// It is below 0 without any skill too, as both halves share one sum. `nil` where the performance does not vary.
    public let degradationSlope: Double?
    /// The share of combinations in which the best in sample loses out of sample.
    public let lossProbability: Double

    /// Runs every combination.
    ///
    /// - Units: returns per period.
    /// - As of: out-of-sample returns of every trial; groups are whole stretches of time, as equal as can be.
    /// - Missing: NaN or infinity gives `nil`.
    /// - Source: Bailey, Borwein, López de Prado and Zhu, "The probability of backtest overfitting", 2017 (golden file
    ///   by numpy).
    ///
    /// - Parameters:
    ///   - returns: Times × trials.
    ///   - groups: S: even, from 2 to 20; 16 makes 12 870 combinations.
    ///   - measure: What trials are ranked by.
    /// - Note: `nil` for fewer than 2 trials, fewer than 2 · S times, or another S.
    /// - Complexity: O(T · trials + C(S, S/2) · trials · S).
    public init?(returns: Matrix, groups: Int = 16, measure: Measure = .sharpe) {
        guard groups >= 2, groups <= 20, groups.isMultiple(of: 2), returns.rows >= 2 * groups, returns.columns > 1,
            returns.values.allSatisfy(\.isFinite)
        else { return nil }
        let sums = GroupSums(returns, groups: groups)
        var (logits, inSample, outOfSample): ([Double], [Double], [Double]) = ([], [], [])
        for chosen in Self.halves(of: groups) {
            let inside = sums.performances(of: chosen, measure)
            let outside = sums.performances(of: ~chosen & ((1 << groups) - 1), measure)
            let best = inside.indices.reduce(0) { inside[$1] > inside[$0] ? $1 : $0 }
            let share = Self.rank(of: best, in: outside) / Double(outside.count + 1)
            logits.append(log(share / (1 - share)))
            inSample.append(inside[best])
            outOfSample.append(outside[best])
        }
        let count = Double(logits.count)
        probability = Double(logits.count { $0 <= 0 }) / count
        lossProbability = Double(outOfSample.count { $0 < 0 }) / count
        degradationSlope = Correlation.pearson(inSample, outOfSample).map {
            $0 * (Statistics.variance(outOfSample) / Statistics.variance(inSample)).squareRoot()
        }
        self.logits = logits
    }

    /// Every choice of half of the groups, as bits, in ascending order.
    private static func halves(of groups: Int) -> [Int] {
        (0..<(1 << groups)).filter { $0.nonzeroBitCount == groups / 2 }
    }

    /// The rank from 1 for the lowest; equals share their average.
    private static func rank(of index: Int, in values: [Double]) -> Double {
        var (below, equal) = (0, 0)
        for value in values {
            if value < values[index] { below += 1 }
            if value == values[index] { equal += 1 }
        }
        return Double(below) + Double(equal + 1) / 2
    }
}

/// Sums over each group of times, so that a combination costs no pass over the returns.
private struct GroupSums {
    private let counts: [Double]
    /// Of each trial over all times; the sums are about it, so that squares keep their digits.
    private let centres: [Double]
    private let sums: Matrix
    private let squares: Matrix

    init(_ returns: Matrix, groups: Int) {
        let trials = returns.columns
        let centres = (0..<trials).map { trial in
            (0..<returns.rows).reduce(0) { $0 + returns[$1, trial] } / Double(returns.rows)
        }
        var sums = Matrix(rows: groups, columns: trials)
        var squares = sums
        var counts: [Double] = []
        for group in 0..<groups {
            let rows = returns.rows * group / groups..<returns.rows * (group + 1) / groups
            counts.append(Double(rows.count))
            for row in rows {
                for trial in 0..<trials {
                    let deviation = returns[row, trial] - centres[trial]
                    sums[group, trial] += deviation
                    squares[group, trial] += deviation * deviation
                }
            }
        }
        self.counts = counts
        self.centres = centres
        self.sums = sums
        self.squares = squares
    }

    /// Every trial's performance over the chosen groups.
    func performances(of chosen: Int, _ measure: BacktestOverfitting.Measure) -> [Double] {
        var sum = [Double](repeating: 0, count: centres.count)
        var square = sum
        var count = 0.0
        for group in counts.indices where chosen & (1 << group) != 0 {
            count += counts[group]
            for trial in centres.indices {
                sum[trial] += sums[group, trial]
                square[trial] += squares[group, trial]
            }
        }
        return centres.indices.map { trial in
            let mean = centres[trial] + sum[trial] / count
            if measure == .mean { return mean }
            let variance = (square[trial] - sum[trial] * sum[trial] / count) / (count - 1)
            return variance > 1e-28 * centres[trial] * centres[trial] ? mean / variance.squareRoot() : 0
        }
    }
}
