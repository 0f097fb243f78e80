import Base
public import Kernels

/// How much worse a model gets when a feature's values change places between rows.
///
/// What is measured is what the fitted model uses on these rows, so they should lie out of sample. Features that carry
/// the same news hide each other: permute them together as one group. Within blocks (say, all rows of one time) only
/// the cross-sectional order is destroyed and what moves the whole market stays.
///
/// - Source: Breiman, 2001; Fisher, Rudin and Dominici, 2019; matches scikit-learn's `permutation_importance` exactly
///   with the same permutations (golden file).
public struct PermutationImportance: Sendable {
    /// How often each feature is permuted.
    public let repeats: Int
    /// Fixes the permutations.
    public let seed: UInt64

    /// Chooses how often to permute.
    public init(repeats: Int = 10, seed: UInt64 = 1) throws(ExplanationError) {
        guard repeats > 0 else { throw .badChoice(name: "repeats", reason: "expected at least 1, was \(repeats)") }
        self.repeats = repeats
        self.seed = seed
    }

    /// Measures groups of columns.
    ///
    /// - Units: the loss's.
    /// - As of: the rows given; out of sample for an honest answer.
    /// - Missing: NaN among the features is passed on; predictions and losses that are not finite are refused.
    /// - Complexity: 1 + groups · repeats predictions of the block; one copy of it.
    ///
    /// - Parameters:
    ///   - rows: The block of features.
    ///   - groups: Columns that are permuted together; by default every column for itself.
    ///   - blockStarts: The first row of each block of rows (say, of one time) within which values change places,
    ///     ascending from 0, and the count of rows at the end; by default one block of all rows.
    ///   - model: What to measure.
    ///   - loss: How bad predictions for these rows are; smaller is better.
    /// - Returns: The rises of the loss, by feature or group.
    /// - Throws: ``ExplanationError``, or what the model or the loss throws.
    public func measure(
        rows: Matrix, groups: [[Int]]? = nil, blockStarts: [Int]? = nil, model: BatchModel,
        loss: (_ predictions: [Double]) throws -> Double
    ) throws -> FeatureImportances {
        let starts = blockStarts ?? [0, rows.rows]
        try check(starts: starts, rows: rows.rows)
        return try measure(rows: rows, groups: groups, model: model, loss: loss) { group, time in
            // Each permutation has its own stream, so that a group's figure does not depend on the others.
            let stream = UInt64(group) &* 0xBF58_476D_1CE4_E5B9 &+ UInt64(time) &* 0xD1B5_4A32_D192_ED03
            var generator = SeededGenerator(seed: seed &+ stream)
            var order = Array(0..<rows.rows)
            for (start, end) in zip(starts, starts.dropFirst()) { order[start..<end].shuffle(using: &generator) }
            return order
        }
    }

    /// Measures groups of columns by permutations that the caller gives; see
    /// ``measure(rows:groups:blockStarts:model:loss:)``.
    ///
    /// - Parameters:
    ///   - rows: The block of features.
    ///   - groups: Columns that are permuted together; by default every column for itself.
    ///   - model: What to measure.
    ///   - loss: How bad predictions for these rows are; smaller is better.
    ///   - order: For a group and a repeat, the row that each row takes its values from.
    /// - Returns: The rises of the loss, by feature or group.
    /// - Throws: ``ExplanationError``, or what the model or the loss throws.
    public func measure(
        rows: Matrix, groups: [[Int]]? = nil, model: BatchModel, loss: (_ predictions: [Double]) throws -> Double,
        order: (_ group: Int, _ time: Int) -> [Int]
    ) throws -> FeatureImportances {
        guard rows.rows > 0 else { throw ExplanationError.noRows(of: "the block") }
        let moved = groups ?? (0..<rows.columns).map { [$0] }
        try checkColumns(moved, columns: rows.columns)
        let base = try finite(loss(predictions(of: model, for: rows)), group: 0)
        var scrambled = rows
        let importances = try moved.enumerated().map { index, columns in
            let increases = try (0..<repeats).map { time in
                let places = order(index, time)
                try check(order: places, rows: rows.rows)
                for row in 0..<rows.rows {
                    for column in columns { scrambled[row, column] = rows[places[row], column] }
                }
                return try finite(loss(predictions(of: model, for: scrambled)), group: index) - base
            }
            for row in 0..<rows.rows {
                for column in columns { scrambled[row, column] = rows[row, column] }
            }
            return FeatureImportance(columns: columns, increases: increases)
        }
        return FeatureImportances(loss: base, features: importances)
    }

    private func finite(_ loss: Double, group: Int) throws(ExplanationError) -> Double {
        guard loss.isFinite else { throw .notFinite(what: "the loss of feature or group", index: group) }
        return loss
    }

    private func check(starts: [Int], rows: Int) throws(ExplanationError) {
        let ascends = zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
        guard ascends, starts.first == 0, starts.last == rows else {
            throw .badChoice(name: "blockStarts", reason: "expected rows ascending from 0 to the count, \(rows)")
        }
    }

    private func check(order: [Int], rows: Int) throws(ExplanationError) {
        guard order.count == rows else {
            throw .wrongCount(of: "the permutation's rows", expected: rows, was: order.count)
        }
        if let strange = order.first(where: { !(0..<rows).contains($0) }) {
            throw .badChoice(name: "permutation", reason: "row \(strange) is not among 0..<\(rows)")
        }
    }
}

/// How much the loss rises when one feature, or a group of them, is permuted.
public struct FeatureImportance: Sendable, Equatable {
    /// The columns permuted together.
    public let columns: [Int]
    /// The rise of the loss at each repeat; about 0, or below, where the model does not gain by the feature.
    public let increases: [Double]

    /// Makes an importance of its parts.
    public init(columns: [Int], increases: [Double]) {
        self.columns = columns
        self.increases = increases
    }

    /// The mean rise.
    public var mean: Double { Statistics.mean(increases) }
    /// The standard deviation (divisor n − 1) of the rise between repeats; NaN for one repeat.
    ///
    /// It speaks of the permutations only, not of how few rows there are.
    public var deviation: Double { Statistics.variance(increases).squareRoot() }
}

/// The importances of all features over one block of rows.
public struct FeatureImportances: Sendable, Equatable {
    /// The loss with every feature in its place.
    public let loss: Double
    /// One importance per feature or group, in the order given.
    public let features: [FeatureImportance]

    /// Makes importances of their parts.
    public init(loss: Double, features: [FeatureImportance]) {
        self.loss = loss
        self.features = features
    }
}
