public import Base

/// Rows to train on: features, and what came after them.
public struct LabelledRows: Sendable, Equatable {
    /// The features.
    public let features: FeatureRows
    /// The label of each row.
    public let labels: [Double]
    /// From when on each label was known.
    public let labelKnownAt: [Instant]
}

/// Joins features with labels and with other times by when each could be known.
public struct PointInTimeJoin: Sendable {
    /// The features.
    public let features: FeatureRows

    /// Joins to some features.
    public init(features: FeatureRows) { self.features = features }

    /// For each instant, the newest row of features that could be known then; `nil` where there was none.
    ///
    /// - As of: rows whose `knownAt` is at or before the instant; never a later one.
    /// - Complexity: O(log n) an instant.
    public func rows(at instants: [Instant]) -> [Int?] { instants.map { features.newest(knownAt: $0) } }

    /// The rows of features whose labels are known at an instant.
    ///
    /// - As of: a label that depends on bars up to t + h is known once bar t + h is; a row counts when its features and its
    ///   label were known at or before `asOf`.
    /// - Missing: rows without a label are left out; features may be NaN.
    ///
    /// - Parameters:
    ///   - label: The label of each bar.
    ///   - times: The event times of the bars, increasing.
    ///   - knownAt: From when on all bars up to each one were known.
    ///   - asOf: When the training takes place.
    /// - Returns: The rows, their labels and from when on those were known.
    public func labelled(
        by label: LabelColumn, times: [Instant], knownAt: [Instant], asOf: Instant
    ) -> LabelledRows {
        precondition(
            label.count == times.count && knownAt.count == times.count, "a label and a knowledge time for each bar")
        var rows: [Int] = []
        var labels: [Double] = []
        var labelKnownAt: [Instant] = []
        var bar = 0
        for row in 0..<features.count {
            while bar < times.count, times[bar] < features.times[row] { bar += 1 }
            guard bar < times.count, times[bar] == features.times[row], label.knownAt[bar] < times.count else {
                continue
            }
            let known = knownAt[label.knownAt[bar]]
            guard max(known, features.knownAt[row]) <= asOf else { continue }
            rows.append(row)
            labels.append(label.values[bar])
            labelKnownAt.append(known)
        }
        return LabelledRows(features: features.picking(rows), labels: labels, labelKnownAt: labelKnownAt)
    }
}

extension FeatureRows {
    /// Some of the rows, in increasing order.
    func picking(_ rows: [Int]) -> FeatureRows {
        FeatureRows(
            symbol: symbol, interval: interval, featureNames: featureNames, times: rows.map { times[$0] },
            knownAt: rows.map { knownAt[$0] }, columns: columns.map { column in rows.map { column[$0] } })
    }
}
