/// The rows a regression learns from.
///
/// - Shape: `features` is row-major with `columns` columns; `rows` select rows of it, of `targets` and of `weights`.
/// - As of: a fit uses every selected row; none may lie after the decision time.
/// - Missing: a feature may be NaN or infinite; it takes its column's mean. Targets and weights of selected rows may not.
///
/// The features are borrowed: they must live as long as this value is used.
public struct RegressionRows {
    /// The feature rows.
    public let features: UnsafeBufferPointer<Double>
    /// How many features a row has.
    public let columns: Int
    /// What to predict, by row.
    public let targets: [Double]
    /// The rows to learn from.
    public let rows: RowSelection
    /// How much each row counts, by row.
    ///
    /// `nil` where all count 1; a weight of 2 is the row given twice.
    public let weights: [Double]?

    /// Describes rows to learn from.
    public init(
        features: UnsafeBufferPointer<Double>, columns: Int, targets: [Double], rows: RowSelection,
        weights: [Double]? = nil
    ) {
        precondition(columns >= 0 && features.count >= rows.prefix * columns, "expected features of every row")
        precondition(targets.count >= rows.prefix, "expected a target of every row")
        precondition(weights.map { $0.count >= rows.prefix } ?? true, "expected a weight of every row")
        self.features = features
        self.columns = columns
        self.targets = targets
        self.rows = rows
        self.weights = weights
    }

    /// The rows that count, after a look at every target and weight.
    ///
    /// - Throws: ``RegressionError/targetNotUsable(row:was:)``, ``RegressionError/weightNotUsable(row:was:)``,
    ///   ``RegressionError/tooFewRows(needed:was:)`` for fewer than 2.
    func checked() throws(RegressionError) -> RegressionRows {
        var empty = 0
        for row in rows {
            guard abs(targets[row]) < 1e150 else { throw .targetNotUsable(row: row, was: targets[row]) }
            let weight = weights?[row] ?? 1
            guard weight >= 0, weight.isFinite else { throw .weightNotUsable(row: row, was: weight) }
            if weight == 0 { empty += 1 }
        }
        guard rows.count - empty >= 2 else { throw .tooFewRows(needed: 2, was: rows.count - empty) }
        return empty == 0 ? self : withoutEmptyRows()
    }

    private func withoutEmptyRows() -> RegressionRows {
        var selected = rows.makeIterator()
        var next = selected.next()
        let kept = RowSelection(0..<rows.prefix) { row in
            guard row == next else { return false }
            next = selected.next()
            return (weights?[row] ?? 1) > 0
        }
        return RegressionRows(features: features, columns: columns, targets: targets, rows: kept, weights: weights)
    }
}
