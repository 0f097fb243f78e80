public import Base

/// Why a feature set or a panel cannot be made.
public enum FeatureError: Error, Sendable, Equatable {
    /// The text is no YAML, or lacks or has something it should not.
    case yaml(YAMLError)
    /// A word is not one of those allowed.
    case unknownWord(YAMLPosition, what: String, word: String, allowed: [String])
    /// An expression that cannot be read.
    case badExpression(YAMLPosition, text: String, ExpressionError)
    /// An expression that needs later bars.
    case looksAhead(YAMLPosition, text: String)
    /// Groups of symbols that cannot be read.
    case badGroups(YAMLPosition, reason: String)
    /// A set whose operators need more memory a symbol than is reasonable.
    case tooMuchMemory(YAMLPosition, feature: String, megabytes: Int, limit: Int)
    /// Bars that cannot be gathered into longer ones.
    case badFrame(BarInterval, of: BarInterval)
    /// A name that is not made of lower-case letters, digits and `_`, beginning with a letter.
    case badName(YAMLPosition, name: String)
    /// A name that a table has for another column.
    case reservedName(YAMLPosition, name: String)
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
        case .unknownWord(let place, let what, let word, let allowed):
            "\(place): '\(word)' is no \(what); "
                + (allowed.isEmpty ? "there is none" : "allowed: \(allowed.joined(separator: ", "))")
        case .badExpression(let place, let text, let error):
            "\(place): \(error.message)\n\(error.marked(in: text))"
        case .looksAhead(let place, let text):
            "\(place): 'lead' needs later bars, which no feature may see; only labels may\n    \(text)"
        case .badGroups(let place, let reason): "\(place): \(reason)"
        case .tooMuchMemory(let place, let feature, let megabytes, let limit):
            "\(place): the set needs \(megabytes) MB of memory a symbol, more than \(limit) MB; shorten the windows, first of '\(feature)'"
        case .badFrame(let longer, let interval):
            "bars of \(interval) cannot be gathered into bars of \(longer); longer bars are multiples of the bars that divide a day, or 1d, or 1w"
        case .badName(let place, let name):
            "\(place): '\(name)' is no name; use lower-case letters, digits and _, beginning with a letter"
        case .reservedName(let place, let name):
            "\(place): '\(name)' is the name of another column beside the features; choose another"
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
}
