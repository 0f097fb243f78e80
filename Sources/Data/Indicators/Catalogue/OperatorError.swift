import Base

/// Why an operator cannot be set up as asked.
public enum OperatorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No operator has this name.
    case unknownOperator(name: String, known: [String])
    /// The operator has no such parameter.
    case unknownParameter(name: String, operatorName: String, known: [String])
    /// The number is not one the parameter may be.
    case outOfRange(parameter: String, value: Double, allowed: String)
    /// Two numbers do not go together.
    case conflict(operatorName: String, reason: String)

    /// The parameter that is wrong; `nil` where no single one is.
    public var parameter: String? {
        switch self {
        case .unknownParameter(let name, _, _), .outOfRange(let name, _, _): name
        case .unknownOperator, .conflict: nil
        }
    }

    /// What is wrong and what is allowed.
    public var description: String {
        switch self {
        case .unknownOperator(let name, let known):
            return "there is no operator '\(name)'\(Spelling.hint(for: name, among: known))"
        case .unknownParameter(let name, let operatorName, let known):
            let has = known.isEmpty ? "none" : known.joined(separator: ", ")
            return "operator '\(operatorName)' has no parameter '\(name)'; its parameters: \(has)"
        case .outOfRange(let parameter, let value, let allowed):
            return "parameter '\(parameter)' must be \(allowed), was \(NumberFormat.plain(value))"
        case .conflict(let operatorName, let reason):
            return "operator '\(operatorName)': \(reason)"
        }
    }
}
