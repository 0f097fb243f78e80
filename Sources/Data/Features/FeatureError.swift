public import Base
public import Indicators

/// Why a feature set or a panel cannot be made.
public enum FeatureError: Error, Sendable, Equatable {
    /// The text is no YAML, or lacks or has something it should not.
    case yaml(YAMLError)
    /// An operator cannot be set up as asked.
    case badOperator(YAMLPosition, OperatorError)
    /// A word is not one of those allowed.
    case unknownWord(YAMLPosition, what: String, word: String, allowed: [String])
    /// An `input` is given to an operator that reads fields of its own.
    case inputNotTaken(YAMLPosition, operatorName: String, fields: [String])
    /// An operator with several outputs, and none is chosen.
    case outputMissing(YAMLPosition, operatorName: String, outputs: [String])
    /// An operator of several series, which only an expression can give it.
    case severalInputs(YAMLPosition, operatorName: String)
    /// An expression that cannot be read.
    case badExpression(YAMLPosition, text: String, ExpressionError)
    /// An expression that needs later bars.
    case looksAhead(YAMLPosition, text: String)
    /// A feature that says nothing of what it is.
    case noDefinition(YAMLPosition)
    /// An expression and an operator in one feature.
    case twoDefinitions(YAMLPosition, key: String)
    /// Groups of symbols that cannot be read.
    case badGroups(YAMLPosition, reason: String)
    /// Bars that cannot be gathered into longer ones.
    case badFrame(BarInterval, of: BarInterval)
    /// A name that is not made of lower-case letters, digits and `_`, beginning with a letter.
    case badName(YAMLPosition, name: String)
    /// Two features have one name.
    case duplicateName(YAMLPosition, name: String, firstLine: Int)
    /// A version below 1.
    case badVersion(YAMLPosition, version: Int)
    /// A set without a feature.
    case noFeatures(YAMLPosition)
    /// Two series of one symbol in one panel.
    case duplicateSymbol(Symbol)
    /// Series of different intervals in one panel.
    case mixedIntervals(Symbol, BarInterval, expected: BarInterval)
    /// Horizons that are not positive, distinct and at most 100,000 bars.
    case badHorizons([Int])
}

extension FeatureError: CustomStringConvertible {
    /// What is wrong, where, and what is allowed.
    public var description: String {
        switch self {
        case .yaml(let error): error.description
        case .badOperator(let place, let error): "\(place): \(error)\(FeatureError.hint(error))"
        case .unknownWord(let place, let what, let word, let allowed):
            "\(place): '\(word)' is no \(what); allowed: \(allowed.joined(separator: ", "))"
        case .inputNotTaken(let place, let name, let fields):
            "\(place): operator '\(name)' takes no 'input': it reads \(fields.joined(separator: ", ")); remove the key"
        case .outputMissing(let place, let name, let outputs):
            "\(place): operator '\(name)' has several outputs; add 'output' with one of \(outputs.joined(separator: ", "))"
        case .severalInputs(let place, let name):
            "\(place): operator '\(name)' takes several series; write it as an expression"
        case .badExpression(let place, let text, let error):
            "\(place): \(error.message)\n\(error.marked(in: text))"
        case .looksAhead(let place, let text):
            "\(place): 'lead' needs later bars, which no feature may see; only labels may\n    \(text)"
        case .noDefinition(let place):
            "\(place): the feature says neither 'expression' nor 'operator'; for example expression: close / lag(close, 5) - 1"
        case .twoDefinitions(let place, let key):
            "\(place): '\(key)' does not go with 'expression', which says all; remove one of them"
        case .badGroups(let place, let reason): "\(place): \(reason)"
        case .badFrame(let longer, let interval):
            "bars of \(interval) cannot be gathered into bars of \(longer); longer bars are multiples of the bars that divide a day, or 1d, or 1w"
        case .badName(let place, let name):
            "\(place): '\(name)' is no name; use lower-case letters, digits and _, beginning with a letter"
        case .duplicateName(let place, let name, let firstLine):
            "\(place): the name '\(name)' is taken on line \(firstLine); names must differ"
        case .badVersion(let place, let version): "\(place): the version must be at least 1, was \(version)"
        case .noFeatures(let place): "\(place): the set has no feature; list at least one under 'features'"
        case .duplicateSymbol(let symbol): "\(symbol) is given twice; a panel takes one series a symbol"
        case .mixedIntervals(let symbol, let interval, let expected):
            "\(symbol) has bars of \(interval), the others of \(expected); a panel takes one interval"
        case .badHorizons(let horizons):
            "horizons must be different whole numbers of bars from 1 to 100000, were \(horizons)"
        }
    }

    private static func hint(_ error: OperatorError) -> String {
        switch error {
        case .unknownParameter(let name, _, let known):
            Spelling.nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
        case .unknownOperator, .outOfRange, .conflict: ""
        }
    }
}
