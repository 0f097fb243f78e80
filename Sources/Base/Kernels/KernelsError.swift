/// Why a numerical routine has no answer.
public enum KernelsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The matrix is not positive definite, so it has no Cholesky factor.
    case notPositiveDefinite(order: Int, leadingMinor: Int)
    /// Too few rows to estimate from.
    case tooFewRows(needed: Int, was: Int)

    /// What happened, where, and the mend.
    public var description: String {
        switch self {
        case .notPositiveDefinite(let order, let minor):
            "a \(order) × \(order) matrix is not positive definite (leading minor \(minor)); "
                + "raise the ridge penalty or drop a column that repeats another"
        case .tooFewRows(let needed, let was):
            "expected at least \(needed) rows with a known target, was \(was); give a longer history"
        }
    }
}
