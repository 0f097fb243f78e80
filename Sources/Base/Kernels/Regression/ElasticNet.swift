import Glibc

/// Linear regression with a penalty on the weights' sizes and squares: the lasso and the elastic net.
///
/// It minimises Σ wᵢ(yᵢ − a − zᵢ·b)² / (2Σwᵢ) + α·ρ·|b|₁ + α·(1 − ρ)/2·|b|², where z are the standardised columns, α the
/// `penalty` and ρ the `l1Share`; the intercept a is not penalised. ρ = 1 is the lasso.
///
/// - Missing: as ``RidgeRegression``: a feature that is not finite takes its column's mean; a constant column gets the
///   weight 0. A target of a row to learn from must be finite.
/// - Source: Tibshirani, 1996; Zou and Hastie, 2005; coordinate descent after Friedman, Hastie and Tibshirani, 2010;
///   matches scikit-learn's `ElasticNet` and `Lasso` on the standardised columns to 1e-8 (golden file).
public struct ElasticNet: Sendable, Equatable, Codable {
    /// How strong the penalty is.
    public enum Strength: Sendable, Equatable {
        /// α itself, in the target's unit.
        case absolute(Double)
        /// A share of the smallest α for which every weight is 0; needs an `l1Share` above 0.
        case shareOfLargest(Double)
    }

    /// The prediction as a function of a row of features.
    public let function: LinearFunction
    /// α, in the target's unit.
    public let penalty: Double
    /// ρ: how much of the penalty is on the weights' sizes; 1 is the lasso.
    public let l1Share: Double

    /// Makes a regression from its parts.
    public init(function: LinearFunction, penalty: Double, l1Share: Double) {
        self.function = function
        self.penalty = penalty
        self.l1Share = l1Share
    }

    /// Fits with one penalty.
    ///
    /// - Parameters:
    ///   - data: The rows to learn from.
    ///   - strength: How strong the penalty is.
    ///   - l1Share: How much of the penalty is on the weights' sizes, in [0, 1]; 1 is the lasso.
    ///   - clip: How many standard deviations a feature may lie from its mean.
    ///   - tolerance: The optimum's conditions may be missed by this share of the smallest α for which all weights are 0.
    /// - Throws: ``RegressionError`` for fewer than 2 rows, a target or a sample weight that is not usable, settings out
    ///   of range, or a search that does not end.
    /// - Complexity: O(rows · columns²) time, two passes; O(columns²) memory. The descent reads no rows.
    public init(
        _ data: RegressionRows, strength: Strength, l1Share: Double = 1, clip: Double = 6, tolerance: Double = 1e-10
    ) throws(RegressionError) {
        self = try ElasticNet.path(data, strengths: [strength], l1Share: l1Share, clip: clip, tolerance: tolerance)[0]
    }

    /// Fits with several penalties, each starting at the one before it; the rows are read only for the first.
    ///
    /// - Parameters:
    ///   - data: The rows to learn from.
    ///   - strengths: How strong the penalties are; quickest from strong to weak, see ``strengths(count:smallest:)``.
    ///   - l1Share: How much of the penalty is on the weights' sizes, in [0, 1]; 1 is the lasso.
    ///   - clip: How many standard deviations a feature may lie from its mean.
    ///   - tolerance: The optimum's conditions may be missed by this share of the smallest α for which all weights are 0.
    /// - Returns: One regression per strength.
    /// - Throws: As the initialiser.
    public static func path(
        _ data: RegressionRows, strengths: [Strength], l1Share: Double = 1, clip: Double = 6, tolerance: Double = 1e-10
    ) throws(RegressionError) -> [ElasticNet] {
        guard (0...1).contains(l1Share) else {
            throw .outOfRange(name: "the L1 share", expected: "a number in [0, 1]", was: l1Share)
        }
        let blocks = StandardisedBlocks(try data.checked(), clip: clip)
        let equations = NormalEquations(blocks)
        var descent = CoordinateDescent(equations, tolerance: tolerance)
        var fits: [ElasticNet] = []
        for strength in strengths {
            let penalty = try descent.penalty(strength, l1Share: l1Share)
            try descent.minimise(sizePenalty: penalty.size, squarePenalty: penalty.square)
            let function = blocks.function(
                weights: descent.weights, intercept: equations.intercept(descent.weights))
            fits.append(ElasticNet(function: function, penalty: penalty.total, l1Share: l1Share))
        }
        return fits
    }

    /// Shares of the largest penalty in equal ratios, from 1 down to the smallest.
    public static func strengths(count: Int = 100, smallest: Double = 1e-3) -> [Strength] {
        precondition(count >= 1 && smallest > 0 && smallest < 1, "expected a count and a share between 0 and 1")
        var share = 1.0
        let ratio = count > 1 ? exp(log(smallest) / Double(count - 1)) : 1
        return (0..<count).map { _ in
            defer { share *= ratio }
            return .shareOfLargest(share)
        }
    }

    /// The prediction for one row of features.
    ///
    /// - Complexity: O(columns), no allocation.
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double { function(row) }
}
