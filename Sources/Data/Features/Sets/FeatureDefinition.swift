public import Indicators

/// What is made of an operator's value.
public enum FeatureTransform: String, CaseIterable, Sendable {
    /// The value itself.
    case value
    /// The value as a fraction of the close: for values in price units.
    case overClose = "value/close"
    /// How far the close lies above the value: for averages and levels.
    case closeOver = "close/value-1"

    /// The transformed value.
    @inline(__always)
    func apply(_ value: Double, close: Double) -> Double {
        switch self {
        case .value: value
        case .overClose: value / close
        case .closeOver: close / value - 1
        }
    }
}

/// One feature of a set: an operator with its numbers, one of its outputs, and what is made of it.
public struct FeatureDefinition: Sendable, Hashable {
    /// What the feature is called.
    public let name: String
    /// The operator, as in ``Indicators/OperatorCatalogue``.
    public let operatorName: String
    /// The operator's numbers, complete with defaults.
    public let arguments: OperatorArguments
    /// The field read by an operator of one value; `nil` for operators that read fields of their own.
    public let input: BarField?
    /// The operator's output.
    public let output: String
    /// What is made of it.
    public let transform: FeatureTransform

    /// One line that is the same for two features exactly when they compute the same under the same name.
    var canonical: String {
        let numbers = arguments.values.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        return "\(name):\(operatorName)(\(numbers)) of \(input?.rawValue ?? "bar") .\(output) as \(transform.rawValue)"
    }
}
