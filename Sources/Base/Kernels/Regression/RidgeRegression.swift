/// Ridge regression on standardised columns, solved by its normal equations.
///
/// The penalised problem is min Σ(yᵢ − a − zᵢ·b)² + penalty·|b|², where z are the columns with mean 0 and variance 1;
/// the intercept is not penalised. With a penalty the normal equations are well conditioned (the smallest
/// eigenvalue is at least `penalty`), so Cholesky is safe and reads the rows in two streaming passes.
///
/// - Missing: a feature that is not finite takes its column's mean over the training rows, which is 0 once
///   standardised; a column without any finite value, or a constant one, gets the weight 0.
/// - Outliers: standardised features are clipped to ±`clip`, so that one bad tick cannot throw a forecast.
/// - Source: Hoerl and Kennard, 1970; matches scikit-learn's `Ridge` on standardised columns (golden file).
public struct RidgeRegression: Sendable, Equatable, Codable {
    private let function: LinearFunction

    /// Mean of each column over the training rows.
    public var means: [Double] { function.means }
    /// Standard deviation (divisor n) of each column; 0 where the column is constant.
    public var deviations: [Double] { function.deviations }
    /// Weight of each standardised column.
    public var weights: [Double] { function.weights }
    /// The prediction where every feature has its mean.
    public var intercept: Double { function.intercept }
    /// How many standard deviations a feature may lie from its mean.
    public var clip: Double { function.clip }

    /// Makes a regression from its parts.
    public init(means: [Double], deviations: [Double], weights: [Double], intercept: Double, clip: Double) {
        function = LinearFunction(
            means: means, deviations: deviations, weights: weights, intercept: intercept, clip: clip)
    }

    /// Fits by least squares with a penalty.
    ///
    /// - Shape: `features` is row-major with `columns` columns; `rows` select rows of it and of `targets`.
    /// - Missing: features may be NaN (see the type); a target of a row in `rows` must be finite.
    ///
    /// - Parameters:
    ///   - features: The feature rows.
    ///   - columns: How many features a row has.
    ///   - targets: What to predict, by row.
    ///   - rows: The rows to learn from.
    ///   - penalty: The ridge penalty, in rows: a weight shrinks by n / (n + penalty) if columns are uncorrelated.
    ///   - clip: How many standard deviations a feature may lie from its mean.
    /// - Throws: ``KernelsError/tooFewRows(needed:was:)`` for fewer than 2 rows,
    ///   ``KernelsError/notPositiveDefinite(order:leadingMinor:)`` when the penalty is 0 and columns repeat.
    /// - Complexity: O(rows · columns²) time, two passes; O(columns²) memory.
    public init(
        features: UnsafeBufferPointer<Double>, columns: Int, targets: [Double], rows: RowSelection,
        penalty: Double, clip: Double = 6
    ) throws(KernelsError) {
        guard rows.count >= 2 else { throw .tooFewRows(needed: 2, was: rows.count) }
        let blocks = StandardisedBlocks(
            RegressionRows(features: features, columns: columns, targets: targets, rows: rows), clip: clip)
        let equations = NormalEquations(blocks)
        var system = equations.gram
        for column in 0..<columns {
            // A column that does not vary has an empty row; 1 keeps the system solvable and its weight 0.
            system[column, column] += blocks.moments.deviations[column] > 0 ? penalty : 1
        }
        let weights = try system.solvedPositiveDefinite(equations.cross)
        function = LinearFunction(
            means: blocks.moments.means, deviations: blocks.moments.deviations, weights: weights,
            intercept: equations.intercept(weights), clip: clip)
    }

    /// The prediction for one row of features.
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double { function(row) }
}
