import CLAPACK

extension Matrix {
    /// The vector x that makes |A·x − b| smallest and, among those, is shortest (LAPACK `dgelsd`, by singular values).
    ///
    /// - Parameters:
    ///   - right: b, with as many elements as A has rows.
    ///   - cutoff: Singular values below this share of the largest count as 0.
    /// - Returns: x, and how many singular values counted.
    /// - Throws: ``RegressionError/notConverged(regression:iterations:)`` when the singular values are not found.
    /// - Complexity: O(rows · columns²).
    func minimumNormSolution(
        _ right: [Double], cutoff: Double
    ) throws(RegressionError) -> (values: [Double], rank: Int) {
        guard rows > 0, columns > 0 else { return ([Double](repeating: 0, count: columns), 0) }
        precondition(LinearAlgebra.ready && right.count == rows)
        var system = values
        var solution = right + [Double](repeating: 0, count: max(0, columns - rows))
        var singularValues = [Double](repeating: 0, count: min(rows, columns))
        var rank: Int32 = 0
        let status = LAPACKE_dgelsd(
            LAPACK_ROW_MAJOR, Int32(rows), Int32(columns), 1, &system, Int32(columns), &solution, 1,
            &singularValues, cutoff, &rank)
        guard status == 0 else { throw .notConverged(regression: "a singular value decomposition", iterations: 1) }
        return (Array(solution.prefix(columns)), Int(rank))
    }
}
