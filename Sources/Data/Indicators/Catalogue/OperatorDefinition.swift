import Base

/// An operator as a feature set names it: its parameters, what it reads and what it gives.
public struct OperatorDefinition: Sendable {
    /// What it is called, in snake_case.
    public let name: String
    /// What it computes, in a few words.
    public let summary: String
    /// Where its definition comes from: a function of a library, or a publication.
    public let source: String
    /// The time of an update, amortised: `O(1)`, or what it grows with.
    public let cost: String
    /// The numbers it is set up with, in order.
    public let parameters: [OperatorParameter]
    /// How many series of values it takes; none for an operator that reads fields of the bar.
    public let valueCount: Int
    /// The bar fields it reads; empty for an operator of values.
    public let fields: [BarField]
    /// Whether a missing input counts as a row (``Indicator/seesMissing``).
    public let seesMissing: Bool
    /// What its outputs are called.
    public let outputs: [String]
    private let conflict: @Sendable (OperatorArguments) -> String?
    private let build: @Sendable (OperatorArguments) -> any Indicator

    /// Defines an operator; its source, unless told, is TA-Lib's function of the name.
    init<Made: Indicator>(
        _ name: String, _ summary: String, source: String? = nil, cost: String = OperatorDefinition.constantCost,
        _ parameters: [OperatorParameter] = [],
        conflict: @escaping @Sendable (OperatorArguments) -> String? = { _ in nil },
        build: @escaping @Sendable (OperatorArguments) -> Made
    ) {
        self.init(name, summary, source: source, cost: cost, parameters, like: Made.self, conflict: conflict) {
            build($0) as any Indicator
        }
    }

    /// As the other, of an operator whose parameters choose among machines with the inputs and outputs of `Made`.
    init<Made: Indicator>(
        _ name: String, _ summary: String, source: String? = nil, cost: String = OperatorDefinition.constantCost,
        _ parameters: [OperatorParameter] = [], like: Made.Type,
        conflict: @escaping @Sendable (OperatorArguments) -> String? = { _ in nil },
        build: @escaping @Sendable (OperatorArguments) -> any Indicator
    ) {
        self.name = name
        self.summary = summary
        self.source = source ?? "TA-Lib \(name.uppercased())"
        self.cost = cost
        self.parameters = parameters
        valueCount = Made.Input.valueCount
        fields = Made.Input.fields
        seesMissing = Made.seesMissing
        outputs = Made.Output.names
        self.conflict = conflict
        self.build = build
    }

    /// That of most operators.
    static let constantCost = "O(1)"

    /// How it is written, with its defaults: `sma(series, period=30)`.
    public var usage: String {
        let series = ["series", "other", "third"].prefix(valueCount)
        let numbers = parameters.map { "\($0.name)=\(NumberFormat.plain($0.defaultValue))" }
        return "\(name)(\((series + numbers).joined(separator: ", ")))"
    }

    /// Checks numbers and fills in the defaults.
    public func arguments(_ given: [String: Double] = [:]) throws(OperatorError) -> OperatorArguments {
        for name in given.keys.sorted() where !parameters.contains(where: { $0.name == name }) {
            throw .unknownParameter(name: name, operatorName: self.name, known: parameters.map(\.name))
        }
        var values: [OperatorArgument] = []
        for parameter in parameters {
            let value = given[parameter.name] ?? parameter.defaultValue
            guard parameter.range.contains(value), !parameter.isWhole || value == value.rounded() else {
                throw .outOfRange(parameter: parameter.name, value: value, allowed: parameter.allowed)
            }
            values.append(OperatorArgument(name: parameter.name, value: value))
        }
        let arguments = OperatorArguments(values: values)
        if let reason = conflict(arguments) { throw .conflict(operatorName: name, reason: reason) }
        return arguments
    }

    /// Makes the operator's machine from checked numbers of this operator.
    public func makeIndicator(_ arguments: OperatorArguments) -> any Indicator { build(arguments) }
}
