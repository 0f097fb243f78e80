import Base
import Kernels

/// Stops a trial whose mean so far is worse than the median of the others' means at the same point.
///
/// - Source: Golovin et al., "Google Vizier", 2017, section 3.2.1, with the trial's own mean in place of its best
///   value, since folds, unlike epochs, do not improve one after the other.
public struct MedianRule: Sendable, Equatable, Codable {
    /// How many other trials must have come as far.
    public var leastTrials = 5
    /// How many values a trial must have before it may be stopped.
    public var leastValues = 1

    /// The usual choices.
    public init() {}

    /// Why to stop a trial; `nil` where it should go on.
    ///
    /// - Parameters:
    ///   - values: The trial's values so far.
    ///   - goal: Which values are better.
    ///   - others: Finished trials; those that failed, or did not come as far, are left out.
    /// - Returns: A reason for ``TrialRecord/Status/pruned(reason:)``; a value that is not finite is one.
    public func reason(toStop values: [Double], goal: SearchGoal, others: [TrialRecord]) -> String? {
        guard values.count >= max(1, leastValues) else { return nil }
        guard values.allSatisfy(\.isFinite) else { return "value \(values.count) is not a number" }
        let means = others.compactMap { record -> Double? in
            if case .failed = record.status { return nil }
            guard record.values.count >= values.count else { return nil }
            let mean = Statistics.mean(Array(record.values.prefix(values.count)))
            return mean.isFinite ? mean : nil
        }
        guard means.count >= max(1, leastTrials) else { return nil }
        let median = Statistics.quantiles(means, levels: [0.5])[0]
        let own = Statistics.mean(values)
        guard goal.loss(own) > goal.loss(median) else { return nil }
        let figures = "\(NumberFormat.plain(own)) against \(NumberFormat.plain(median))"
        return "worse than the median of \(means.count) trials after \(values.count) values: \(figures)"
    }
}
