import Glibc

/// Logistic regression on standardised columns with a penalty on squares: the probability of a target being 1.
///
/// It minimises Σ wᵢ·log(1 + exp(−(2yᵢ − 1)(a + zᵢ·b))) + penalty/2·|b|², where z are the standardised columns; the
/// intercept a is not penalised. Newton's method halves steps that do not lower the sum. Where columns repeat each other
/// and the penalty is 0, the steps, and so the weights, are the shortest that do.
///
/// - Missing: as ``RidgeRegression``: a feature that is not finite takes its column's mean; a constant column gets the
///   weight 0. A target of a row to learn from must be 0 or 1.
/// - Source: McCullagh and Nelder, Generalized Linear Models; matches scikit-learn's `LogisticRegression` with
///   C = 1/penalty and statsmodels' `Logit` with penalty 0, on the standardised columns, to 1e-9 (golden file).
public struct LogisticRegression: Sendable, Equatable, Codable {
    /// The logarithm of the odds of 1 as a function of a row of features.
    public let function: LinearFunction

    /// Makes a regression from its parts.
    public init(function: LinearFunction) { self.function = function }

    /// Fits by maximum penalised likelihood.
    ///
    /// - Parameters:
    ///   - data: The rows to learn from, with targets 0 and 1.
    ///   - penalty: The ridge penalty, in rows as ``RidgeRegression``'s.
    ///   - clip: How many standard deviations a feature may lie from its mean.
    /// - Throws: ``RegressionError/separable`` when the penalty is 0 and the features tell the classes apart, at least
    ///   in part; ``RegressionError/targetsAlike(value:)``; also for a target or a sample weight that is not usable.
    /// - Complexity: O(rows · columns²) time a pass, one for the moments and one per step (5 to 10 as a rule);
    ///   O(columns²) memory.
    public init(_ data: RegressionRows, penalty: Double, clip: Double = 6) throws(RegressionError) {
        guard penalty >= 0, penalty.isFinite else {
            throw .outOfRange(name: "the penalty", expected: "a finite number of at least 0", was: penalty)
        }
        let checked = try data.checked()
        try LogisticRegression.checkClasses(checked)
        let blocks = StandardisedBlocks(checked, clip: clip)
        let solution = try LogisticLikelihood(blocks, penalty: penalty).maximum()
        function = blocks.function(weights: Array(solution.dropFirst()), intercept: solution[0])
    }

    private static func checkClasses(_ data: RegressionRows) throws(RegressionError) {
        var ones = 0
        for row in data.rows {
            let target = data.targets[row]
            guard target == 0 || target == 1 else { throw .targetNotBinary(row: row, was: target) }
            if target == 1 { ones += 1 }
        }
        guard ones > 0 else { throw .targetsAlike(value: 0) }
        guard ones < data.rows.count else { throw .targetsAlike(value: 1) }
    }

    /// The probability that the target of a row of features is 1.
    ///
    /// - Complexity: O(columns), no allocation.
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double { 1 / (1 + exp(-function(row))) }
}
