/// Why a search cannot start or go on.
public enum TuningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The space has no parameters.
    case emptySpace
    /// A parameter is named twice.
    case repeatedName(String)
    /// A parameter's name, bounds or choices cannot be searched.
    case badParameter(name: String, reason: String)
    /// An option of the method is out of range.
    case badChoice(name: String, reason: String)
    /// A finished trial does not belong to this search.
    case strangeTrial(number: Int, reason: String)

    /// What happened, where, and the mend.
    public var description: String {
        switch self {
        case .emptySpace: "the search space has no parameters; name at least one"
        case .repeatedName(let name): "the search space names \(name) twice; keep one of them"
        case .badParameter(let name, let reason):
            "search parameter \(name.isEmpty ? "without a name" : name): \(reason)"
        case .badChoice(let name, let reason): "\(name): \(reason)"
        case .strangeTrial(let number, let reason):
            "trial \(number): \(reason); continue with the search that wrote it, or start a new one"
        }
    }
}
