import Indicators

/// What is made of an operator's value.
enum FeatureTransform: String, CaseIterable, Sendable {
    /// The value itself.
    case value
    /// The value as a fraction of the close: for values in price units.
    case overClose = "value/close"
    /// How far the close lies above the value: for averages and levels.
    case closeOver = "close/value-1"

    /// The transformed value.
    func apply(to value: FeatureExpression) -> FeatureExpression {
        switch self {
        case .value: value
        case .overClose: FeatureTransform.sign("div", value, .field(.close))
        case .closeOver: FeatureTransform.sign("sub", FeatureTransform.sign("div", .field(.close), value), .number(1))
        }
    }

    private static func sign(_ name: String, _ left: FeatureExpression, _ right: FeatureExpression) -> FeatureExpression
    {
        .application(OperatorApplication(name, [left, right], .none, output: "value"))
    }
}
