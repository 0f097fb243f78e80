/// Why a regression has no answer.
public enum RegressionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Too few rows of positive weight to learn from.
    case tooFewRows(needed: Int, was: Int)
    /// A target is not finite, or so large that its square overflows.
    case targetNotUsable(row: Int, was: Double)
    /// A target of a logistic regression is neither 0 nor 1.
    case targetNotBinary(row: Int, was: Double)
    /// A sample weight is negative or not finite.
    case weightNotUsable(row: Int, was: Double)
    /// Every target of a logistic regression has one value.
    case targetsAlike(value: Double)
    /// Some combination of the features tells targets 0 from 1 without error, so that weights grow without bound.
    case separable
    /// A setting lies outside of what it can be.
    case outOfRange(name: String, expected: String, was: Double)
    /// The search for the best weights ended early.
    case notConverged(regression: String, iterations: Int)

    /// What happened, where, and the mend.
    public var description: String {
        switch self {
        case .tooFewRows(let needed, let was):
            "expected at least \(needed) rows of positive weight, was \(was); give a longer history"
        case .targetNotUsable(let row, let was):
            "the target of row \(row) is \(was), expected a finite number below 1e150 in size; leave the row out"
        case .targetNotBinary(let row, let was):
            "the target of row \(row) is \(was), expected 0 or 1; give classes, not amounts"
        case .weightNotUsable(let row, let was):
            "the sample weight of row \(row) is \(was), expected a finite number of at least 0; mend or drop the weights"
        case .targetsAlike(let value):
            "every target is \(value), so there is nothing to tell apart; give rows of both classes"
        case .separable:
            "the features tell the classes apart without error, so the weights have no bound; "
                + "give a penalty above 0 or drop a feature that knows the target"
        case .outOfRange(let name, let expected, let was):
            "\(name) is \(was), expected \(expected)"
        case .notConverged(let regression, let iterations):
            "\(regression) did not converge in \(iterations) iterations; "
                + "raise the penalty or drop columns that nearly repeat others"
        }
    }
}
