/// A sign that stands for an operator, and how strongly it binds.
struct ExpressionSign {
    let symbol: String
    let strength: Int
    /// Whether equal strengths group to the right.
    var isRightToLeft = false

    /// What binds more strongly than any sign: calls, outputs and longer bars.
    static let strongest = 6

    /// The signs by the names of their operators.
    static let named: [String: ExpressionSign] = [
        "less_than": ExpressionSign(symbol: "<", strength: 1), "at_most": ExpressionSign(symbol: "<=", strength: 1),
        "equal": ExpressionSign(symbol: "==", strength: 1), "not_equal": ExpressionSign(symbol: "!=", strength: 1),
        "add": ExpressionSign(symbol: "+", strength: 2), "sub": ExpressionSign(symbol: "-", strength: 2),
        "mult": ExpressionSign(symbol: "*", strength: 3), "div": ExpressionSign(symbol: "/", strength: 3),
        "negate": ExpressionSign(symbol: "-", strength: 4),
        "power": ExpressionSign(symbol: "^", strength: 5, isRightToLeft: true),
    ]

    /// The sign with its inputs, which stand in parentheses where they bind less.
    func text(of inputs: [FeatureExpression]) -> String {
        guard inputs.count == 2 else { return symbol + inputs[0].text(above: strength) }
        // A chain of comparisons could be read, but not by people.
        let left = inputs[0].text(above: isRightToLeft || strength == 1 ? strength + 1 : strength)
        let right = inputs[1].text(above: isRightToLeft ? strength : strength + 1)
        return symbol == "^" ? left + symbol + right : "\(left) \(symbol) \(right)"
    }
}

extension FeatureExpression {
    /// How strongly the outermost sign binds.
    private var strength: Int {
        switch self {
        case .number(let number): number < 0 ? 4 : ExpressionSign.strongest
        case .application(let application):
            ExpressionSign.named[application.operatorName]?.strength ?? ExpressionSign.strongest
        case .field, .crossSection, .resampled, .lead: ExpressionSign.strongest
        }
    }

    /// The expression, in parentheses where it binds less than `strength`.
    func text(above strength: Int) -> String { self.strength < strength ? "(\(description))" : description }
}
