public import Base
public import Indicators

/// What a feature is made of: fields of the bar, numbers, operators of the catalogue, and the few things that are no
/// operator of one symbol's bars.
public indirect enum FeatureExpression: Sendable, Hashable {
    /// A number.
    case number(Double)
    /// A field of the bar.
    case field(BarField)
    /// One output of an operator.
    case application(OperatorApplication)
    /// A place among all symbols that have a bar at the same time.
    case crossSection(CrossSection)
    /// An expression over longer bars, at the last of them that is finished.
    case resampled(FeatureExpression, interval: BarInterval)
    /// The value some bars later: for labels, and what `verify` must find in features.
    case lead(FeatureExpression, bars: Int)
}

/// One output of an operator with its inputs and numbers.
public struct OperatorApplication: Sendable, Hashable {
    /// The operator, as in ``Indicators/OperatorCatalogue``.
    public var operatorName: String
    /// The series of values it takes; none for an operator that reads fields of the bar.
    public var inputs: [FeatureExpression]
    /// The operator's numbers, complete with defaults.
    public var arguments: OperatorArguments
    /// The operator's output.
    public var output: String

    /// Makes an application of checked parts.
    init(_ operatorName: String, _ inputs: [FeatureExpression], _ arguments: OperatorArguments, output: String) {
        self.operatorName = operatorName
        self.inputs = inputs
        self.arguments = arguments
        self.output = output
    }
}

/// A symbol's place among all symbols that have a bar at the same time.
public struct CrossSection: Sendable, Hashable {
    /// What is computed across the symbols.
    public enum Kind: String, CaseIterable, Sendable {
        /// The average rank from 1/n to 1; ties share their mean rank.
        case rank
        /// The deviation from the mean in sample standard deviations; zero where all are equal.
        case zscore = "cross_zscore"
        /// The deviation from the mean.
        case demean
    }

    /// What is computed.
    public var kind: Kind
    /// Of what.
    public var value: FeatureExpression
    /// The grouping within which it is computed; `nil` for the whole universe.
    public var grouping: String?
}

extension FeatureExpression {
    /// The expressions directly within.
    var parts: [FeatureExpression] {
        switch self {
        case .number, .field: []
        case .application(let application): application.inputs
        case .crossSection(let section): [section.value]
        case .resampled(let value, _), .lead(let value, _): [value]
        }
    }

    /// Whether a value needs bars after its own.
    public var looksAhead: Bool {
        if case .lead = self { return true }
        return parts.contains { $0.looksAhead }
    }

    /// Whether a value depends on other symbols.
    public var isCrossSectional: Bool {
        if case .crossSection = self { return true }
        return parts.contains { $0.isCrossSectional }
    }

    /// Whether it reads longer bars.
    public var isResampled: Bool {
        if case .resampled = self { return true }
        return parts.contains { $0.isResampled }
    }

    /// The groupings it names.
    var groupings: [String] {
        let own = if case .crossSection(let section) = self { section.grouping.map { [$0] } ?? [] } else { [String]() }
        return own + parts.flatMap(\.groupings)
    }
}

extension FeatureExpression: CustomStringConvertible {
    /// The expression in one form only: the same for two texts exactly when they compute the same in the same way.
    public var description: String {
        switch self {
        case .number(let number): NumberFormat.plain(number)
        case .field(let field): field.rawValue
        case .application(let application): application.description
        case .crossSection(let section):
            "\(section.kind.rawValue)(\(section.value)\(section.grouping.map { ", by=\($0)" } ?? ""))"
        case .resampled(let value, let interval): "\(value.text(above: ExpressionSign.strongest))@\(interval)"
        case .lead(let value, let bars): "lead(\(value), \(bars))"
        }
    }
}

extension OperatorApplication: CustomStringConvertible {
    /// A sign between its inputs where the operator has one, else `name(inputs, parameter=number).output` with every
    /// parameter named.
    public var description: String {
        if let sign = ExpressionSign.named[operatorName] { return sign.text(of: inputs) }
        let numbers = arguments.values.map { "\($0.name)=\(NumberFormat.plain($0.value))" }
        let list = (inputs.map(\.description) + numbers).joined(separator: ", ")
        // The output of an operator that has no other goes without saying.
        let isOnly = (try? OperatorCatalogue.named(operatorName))?.outputs == ["value"]
        return "\(operatorName)(\(list))" + (isOnly ? "" : ".\(output)")
    }
}
