/// Linear quantile regression on standardised columns, at several levels at once.
///
/// At each level τ it minimises Σ wᵢ·ρτ(yᵢ − a − zᵢ·b), where ρτ(r) is τ·r above 0 and (τ − 1)·r below. The minimum is
/// that of the linear program, not of a smooth stand-in: a vertex through as many rows as there are parameters, where it
/// is found to be no worse than the interior point, which is within 1e-10 of the minimum's value.
///
/// - Missing: as ``RidgeRegression``: a feature that is not finite takes its column's mean; a constant column, and one
///   that is a sum of others, gets the weight 0 beside what least squares gives it. A target must be finite.
/// - Source: Koenker and Bassett, 1978; interior point after Portnoy and Koenker, 1997; rearrangement after
///   Chernozhukov, Fernández-Val and Galichon, 2010; matches scikit-learn's `QuantileRegressor` with alpha 0 and solver
///   `highs` on the standardised columns (golden file).
public struct QuantileRegression: Sendable, Equatable, Codable {
    /// The levels, ascending, in (0, 1).
    public let levels: [Double]
    /// For each level, the quantile as a function of a row of features, before rearrangement.
    public let functions: [LinearFunction]

    /// Makes a regression from its parts.
    public init(levels: [Double], functions: [LinearFunction]) {
        precondition(levels.count == functions.count, "expected a function per level")
        self.levels = levels
        self.functions = functions
    }

    /// Reads a regression; parts of different counts are refused.
    public init(from decoder: any Decoder) throws {
        let parts = try decoder.container(keyedBy: CodingKeys.self)
        levels = try parts.decode([Double].self, forKey: .levels)
        functions = try parts.decode([LinearFunction].self, forKey: .functions)
        guard levels.count == functions.count else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "expected \(levels.count) functions, one per level, was \(functions.count)"))
        }
    }

    /// Fits every level.
    ///
    /// - Parameters:
    ///   - data: The rows to learn from.
    ///   - levels: Probabilities in (0, 1), ascending.
    ///   - clip: How many standard deviations a feature may lie from its mean.
    /// - Throws: ``RegressionError`` for fewer than 2 rows, a target or a sample weight that is not usable, levels out of
    ///   range or order, or a search that does not end.
    /// - Complexity: O(rows · columns²) time a step, 10 to 30 steps a level, three passes over the rows a step; with many
    ///   rows a step reads only about 10·rows^⅔·columns^⅓ of them. O(rows + columns²) memory.
    public init(_ data: RegressionRows, levels: [Double], clip: Double = 6) throws(RegressionError) {
        var last = 0.0
        for level in levels {
            guard level > last, level < 1 else {
                throw .outOfRange(name: "a quantile level", expected: "above \(last) and below 1", was: level)
            }
            last = level
        }
        let blocks = StandardisedBlocks(try data.checked(), clip: clip)
        let program = try QuantileProgram(blocks)
        var functions: [LinearFunction] = []
        for level in levels {
            let solution = try program.solution(level: level)
            functions.append(blocks.function(weights: Array(solution.dropFirst()), intercept: solution[0]))
        }
        self.levels = levels
        self.functions = functions
    }

    /// Writes the quantiles for one row of features, one per level, ascending.
    ///
    /// Fitted lines of two levels may cross; sorting the values (their rearrangement) brings them no further from the true
    /// quantiles.
    /// - Complexity: O(columns · levels), no allocation.
    public func predict(_ row: UnsafeBufferPointer<Double>, into quantiles: UnsafeMutableBufferPointer<Double>) {
        precondition(quantiles.count == levels.count, "expected room for \(levels.count) quantiles")
        for place in functions.indices {
            let value = functions[place](row)
            var free = place
            while free > 0, quantiles[free - 1] > value {
                quantiles[free] = quantiles[free - 1]
                free -= 1
            }
            quantiles[free] = value
        }
    }
}
