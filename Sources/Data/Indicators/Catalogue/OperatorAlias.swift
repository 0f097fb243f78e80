/// Another name for one output of an operator, under which users know it.
public struct OperatorAlias: Sendable {
    /// The other name, in snake_case.
    public let name: String
    /// The operator's name.
    public let operatorName: String
    /// The operator's output.
    public let output: String

    init(_ name: String, of operatorName: String, output: String) {
        self.name = name
        self.operatorName = operatorName
        self.output = output
    }
}
