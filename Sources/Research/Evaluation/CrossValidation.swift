public import Base
public import Forecasting

/// Purged cross-validation: the time is parted into groups, and each choice of some of them is forecast by models fitted on
/// the others, those after a test group too.
///
/// With one test group at a time it is k-fold; with more it is combinatorial, and its forecasts make several *paths* through
/// the whole time. Since models learn from what came later it says how stable a skill is, not what one would have earned:
/// the gate judges walk forwards only.
/// - As of: no training target overlaps a test group's targets, and further times after a test group are left out (embargo),
///   since their features remember it.
/// - Source: López de Prado, "Advances in Financial Machine Learning", 2018, chapters 7 and 12.
public struct CrossValidation: Sendable, Equatable {
    /// Into how many groups the time is parted.
    public let groups: Int
    /// How many of them are forecast at a time.
    public let testGroups: Int
    /// How many times before each test group are left out because their targets reach into it, and after it, less one, because
    /// its targets reach over theirs: the horizon.
    public let purgeBars: Int
    /// How many further times after each test group are left out.
    public let embargoBars: Int

    /// Makes a cross-validation.
    public init(groups: Int, testGroups: Int = 1, purgeBars: Int, embargoBars: Int) {
        precondition(groups >= 2 && (1..<groups).contains(testGroups), "expected fewer test groups than groups")
        precondition(purgeBars >= 0 && embargoBars >= 0, "expected no negative gap")
        self.groups = groups
        self.testGroups = testGroups
        self.purgeBars = purgeBars
        self.embargoBars = embargoBars
    }

    /// How many paths the forecasts make: each group is forecast so many times.
    public var paths: Int { combinations.count * testGroups / groups }

    /// The groups that are forecast together, in lexicographic order.
    public var combinations: [[Int]] {
        var result: [[Int]] = []
        func extend(_ chosen: [Int], from first: Int) {
            if chosen.count == testGroups { return result.append(chosen) }
            for group in first..<groups { extend(chosen + [group], from: group + 1) }
        }
        extend([], from: 0)
        return result
    }

    /// Splits rows by their distinct times, one split a combination.
    ///
    /// - Parameter times: The time of each row, ascending.
    /// - Returns: The splits in the order of ``combinations``; a split's test blocks are its groups.
    /// - Throws: ``EvaluationError/tooFewTimes(needed:was:)`` when groups are not longer than the gaps about them.
    public func splits(times: [Instant]) throws(EvaluationError) -> [Split] {
        let starts = LearningTable.starts(of: times)
        let count = starts.count - 1
        let least = max(2, purgeBars + embargoBars + 1)
        guard count / groups >= least else { throw .tooFewTimes(needed: groups * least, was: count) }
        func bounds(_ group: Int) -> Range<Int> { count * group / groups..<count * (group + 1) / groups }
        return combinations.map { tested in
            var train: [Range<Int>] = []
            for group in 0..<groups where !tested.contains(group) {
                var range = bounds(group)
                if tested.contains(group - 1) {
                    // The targets of the test's last rows reach over the next horizon; theirs must not overlap them.
                    let gap = max(0, purgeBars - 1) + embargoBars
                    range = min(range.upperBound, range.lowerBound + gap)..<range.upperBound
                }
                if tested.contains(group + 1) {
                    range = range.lowerBound..<max(range.lowerBound, range.upperBound - purgeBars)
                }
                train.append(range)
            }
            func rows(_ range: Range<Int>) -> Range<Int> { starts[range.lowerBound]..<starts[range.upperBound] }
            return Split(trainBlocks: train.map(rows), testBlocks: tested.map { rows(bounds($0)) })
        }
    }

    /// Which split's forecasts of each group a path is made of.
    ///
    /// - Returns: For each path, for each group, the place of a split in ``combinations``.
    public var pathSplits: [[Int]] {
        let chosen = combinations
        let byGroup = (0..<groups).map { group in chosen.indices.filter { chosen[$0].contains(group) } }
        return (0..<paths).map { path in byGroup.map { $0[path] } }
    }
}
