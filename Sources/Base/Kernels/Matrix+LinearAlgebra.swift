import CLAPACK

/// Set-up of the linear algebra library, done once before its first call.
enum LinearAlgebra {
    /// One thread: Martlet runs fits side by side instead, and sums then keep one order.
    static let ready: Bool = {
        openblas_set_num_threads(1)
        return true
    }()
}

extension Matrix {
    /// Solves A·x = b for a symmetric positive-definite A by its Cholesky factor (LAPACK `dposv`).
    ///
    /// - Shape: `self` is n × n, `right` has n elements, the result has n. Only the lower triangle is read.
    /// - Missing: NaN is not looked for; it comes back as an error or as NaN.
    ///
    /// - Parameter right: b.
    /// - Returns: x.
    /// - Throws: ``KernelsError/notPositiveDefinite(order:leadingMinor:)``.
    /// - Complexity: O(n³) time, one n × n copy.
    public func solvedPositiveDefinite(_ right: [Double]) throws(KernelsError) -> [Double] {
        precondition(rows == columns && right.count == rows, "expected a square matrix and as many right-hand elements")
        guard rows > 0 else { return [] }
        precondition(LinearAlgebra.ready)
        var factor = values
        var solution = right
        let order = Int32(rows)
        // Row-major lower is column-major upper, which spares LAPACKE its transposing copy.
        let status = LAPACKE_dposv(
            LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), order, 1, &factor, order, &solution, order)
        guard status == 0 else { throw .notPositiveDefinite(order: rows, leadingMinor: Int(status)) }
        return solution
    }
}
