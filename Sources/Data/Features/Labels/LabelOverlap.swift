/// How much the labels of a series share: each is made of the returns of the bars after its own up to the one at which it is
/// known, and labels that share a return say partly the same.
///
/// The span of the label of row t is (t, knownAt[t]]: the bars whose return from the bar before is part of it. Labels over
/// one bar each share nothing, and labels over h bars at every bar share each return with h − 1 others.
///
/// - As of: training time; all labels that are given count, those known last too.
/// - Missing: rows without a value, or outside of the rows asked for, are no samples; they count nowhere and get NaN.
/// - Source: López de Prado, Advances in Financial Machine Learning, 2018, chapter 4. Its code also counts the bar t itself, at
///   which a label begins; here spans are those of its text, the returns.
public struct LabelOverlap: Sendable {
    /// The rows that are samples, increasing.
    public let samples: [Int]
    /// For each bar the number of samples that its return is part of.
    public let concurrency: [Int]
    /// For each row the last bar of its span.
    let ends: [Int]
    /// The sums of 1/concurrency over the bars before each.
    private let shares: [Double]

    /// Counts what labels share.
    ///
    /// - Parameters:
    ///   - label: The labels.
    ///   - rows: The rows that count, as those trained on; all when `nil`.
    /// - Complexity: O(n).
    public init(_ label: LabelColumn, rows: Range<Int>? = nil) {
        let wanted = rows ?? label.values.indices
        samples = wanted.clamped(to: label.values.indices).filter { !label.values[$0].isNaN }
        ends = label.knownAt
        var changes = [Int](repeating: 0, count: label.count + 2)
        for row in samples where ends[row] > row {
            changes[row + 1] += 1
            changes[ends[row] + 1] -= 1
        }
        var counts = [Int](repeating: 0, count: label.count)
        var running = 0
        for bar in counts.indices {
            running += changes[bar]
            counts[bar] = running
        }
        concurrency = counts
        shares = LabelOverlap.prefixSums(counts.map { $0 > 0 ? 1 / Double($0) : 0 })
    }

    /// The sums of the values before each place, and of all at the end.
    private static func prefixSums(_ values: [Double]) -> [Double] {
        var sums = [0.0]
        sums.reserveCapacity(values.count + 1)
        var sum = 0.0
        for value in values {
            sum += value
            sums.append(sum)
        }
        return sums
    }

    /// The mean of 1/concurrency over each sample's span: 1 where it shares nothing, 1/k where k labels say the same.
    ///
    /// - Shape: one value a row.
    /// - Units: a part, above 0 and at most 1; 1 for a label that is known at its own bar.
    /// - Missing: NaN in rows that are no samples.
    /// - Source: López de Prado 2018, section 4.3.
    /// - Complexity: O(n).
    public func averageUniqueness() -> [Double] {
        perSample { row, end in end > row ? (shares[end + 1] - shares[row + 1]) / Double(end - row) : 1 }
    }

    /// Weights by how much of the returns is a sample's own: |Σ r/concurrency| over its span, scaled to a mean of 1.
    ///
    /// - Shape: one value a row.
    /// - Units: none; the mean over the samples is 1. All zero when no price moves.
    /// - Missing: NaN in rows that are no samples; a return without two closes that are positive and finite counts as 0.
    /// - Source: López de Prado 2018, section 4.6.
    ///
    /// - Parameter closes: The adjusted closes of the same bars.
    /// - Returns: One weight a row.
    /// - Complexity: O(n).
    public func returnWeights(closes: [Double]) -> [Double] {
        precondition(closes.count == concurrency.count, "weights need one close a bar")
        let logarithms = Labels.logarithms(closes)
        let parts = concurrency.indices.map { bar -> Double in
            guard bar > 0, concurrency[bar] > 0 else { return 0 }
            let change = logarithms[bar] - logarithms[bar - 1]
            return change.isNaN ? 0 : change / Double(concurrency[bar])
        }
        let sums = LabelOverlap.prefixSums(parts)
        let sizes = perSample { row, end in (sums[end + 1] - sums[row + 1]).magnitude }
        let total = samples.reduce(0) { $0 + sizes[$1] }
        return total > 0 ? sizes.map { $0 * Double(samples.count) / total } : sizes
    }

    /// Factors that let older samples weigh less, on a line over the uniqueness added up, so that where labels overlap much
    /// time passes slowly.
    ///
    /// - Shape: one value a row.
    /// - Units: 1 for the newest sample; for the oldest about `oldest`.
    /// - Missing: NaN in rows that are no samples.
    /// - Source: López de Prado 2018, section 4.7.
    ///
    /// - Parameter oldest: What the oldest sample would weigh: 1 for no decay, 0 for a line down to nothing, and between −1
    ///   and 0 for weights of 0 in that part of the uniqueness that is oldest.
    /// - Returns: One factor a row.
    /// - Complexity: O(n).
    public func timeDecay(oldest: Double) -> [Double] {
        precondition(oldest > -1 && oldest <= 1, "the oldest weight must lie above -1 and at most 1, was \(oldest)")
        let uniqueness = averageUniqueness()
        let total = samples.reduce(0) { $0 + uniqueness[$1] }
        let slope = oldest >= 0 ? (1 - oldest) / total : 1 / ((oldest + 1) * total)
        var passed = 0.0
        return perSample { row, _ in
            passed += uniqueness[row]
            return max(0, 1 - slope * (total - passed))
        }
    }

    private func perSample(_ value: (_ row: Int, _ end: Int) -> Double) -> [Double] {
        var result = [Double](repeating: .nan, count: concurrency.count)
        for row in samples { result[row] = value(row, ends[row]) }
        return result
    }
}
