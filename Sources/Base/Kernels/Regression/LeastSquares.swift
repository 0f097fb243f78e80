/// Ordinary least squares on standardised columns, by a QR factor gathered over blocks of rows.
///
/// Where columns repeat each other, or there are fewer rows than columns, the shortest of the weight vectors that fit
/// best is taken. Columns whose singular value is below max(rows, columns)·2⁻⁵² of the largest count as repeating.
///
/// - Missing: as ``RidgeRegression``: a feature that is not finite takes its column's mean; a constant column gets the
///   weight 0. A target of a row to learn from must be finite.
/// - Source: Golub and Van Loan, Matrix Computations, 5.3 and 5.5; matches numpy's `lstsq` on the standardised columns,
///   full rank and not, to 1e-10 (golden file). The relative error of the weights is about 1e-15 times the columns'
///   condition (not its square, as by normal equations).
public struct LeastSquares: Sendable, Equatable, Codable {
    /// The prediction as a function of a row of features.
    public let function: LinearFunction
    /// How many columns were linearly independent.
    public let rank: Int

    /// Makes a regression from its parts.
    public init(function: LinearFunction, rank: Int) {
        self.function = function
        self.rank = rank
    }

    /// Fits by least squares.
    ///
    /// - Parameters:
    ///   - data: The rows to learn from.
    ///   - clip: How many standard deviations a feature may lie from its mean.
    /// - Throws: ``RegressionError`` for fewer than 2 rows, or a target or a sample weight that is not usable.
    /// - Complexity: O(rows · columns²) time, two passes; O(columns²) memory.
    public init(_ data: RegressionRows, clip: Double = 6) throws(RegressionError) {
        let blocks = StandardisedBlocks(try data.checked(), clip: clip)
        let solution = try TriangularFactor(blocks).leastSquares()
        function = blocks.function(weights: solution.weights, intercept: solution.intercept)
        rank = solution.rank
    }

    /// The prediction for one row of features.
    ///
    /// - Complexity: O(columns), no allocation.
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double { function(row) }
}
