/// Why a YAML text was refused; every case names the place.
public enum YAMLError: Error, Equatable, Sendable {
    /// The file cannot be read.
    case unreadable(path: String, reason: String)
    /// The text is no YAML.
    case syntax(YAMLPosition, problem: String)
    /// A name occurs twice in one group.
    case duplicateKey(YAMLPosition, key: String, firstLine: Int)
    /// An alias names an anchor that has not been finished before it.
    case unknownAnchor(YAMLPosition, name: String)
    /// The document is larger than its limits.
    case tooLarge(YAMLPosition, what: String, limit: Int)
    /// A part of YAML that Martlet does not take.
    case unsupported(YAMLPosition, what: String)
    /// A value of another kind was expected.
    case unexpected(YAMLPosition, expected: String, was: String)
    /// A group lacks a member.
    case missingKey(YAMLPosition, key: String)
    /// A group has a member that nothing knows.
    case unknownKey(YAMLPosition, key: String, known: [String])
}

extension YAMLError: CustomStringConvertible {
    /// What is wrong, where, and how to mend it.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .syntax(let place, let problem): "\(place): \(problem)"
        case .duplicateKey(let place, let key, let firstLine):
            "\(place): \(key) is given twice, first on line \(firstLine); keep one"
        case .unknownAnchor(let place, let name):
            "\(place): *\(name) stands for nothing; define &\(name) before it and outside itself"
        case .tooLarge(let place, let what, let limit): "\(place): more than \(limit) \(what)"
        case .unsupported(let place, let what): "\(place): \(what)"
        case .unexpected(let place, let expected, let was): "\(place): expected \(expected), was \(was)"
        case .missingKey(let place, let key): "\(place): \(key) is missing"
        case .unknownKey(let place, let key, let known):
            "\(place): unknown key \(key)" + Spelling.hint(for: key, among: known)
        }
    }
}
