/// Why a prediction cannot be explained.
public enum ExplanationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A block of rows has none.
    case noRows(of: String)
    /// A block of rows or a list has another width than the rest.
    case wrongCount(of: String, expected: Int, was: Int)
    /// The model or the loss gave a number that is not finite.
    case notFinite(what: String, index: Int)
    /// An option is out of range.
    case badChoice(name: String, reason: String)

    /// What happened, where, and the mend.
    public var description: String {
        switch self {
        case .noRows(let what): "\(what) has no rows; give at least one"
        case .wrongCount(let what, let expected, let was): "\(what): expected \(expected), was \(was)"
        case .notFinite(let what, let index):
            "\(what) \(index) is not a finite number; an explanation needs a model that answers for every row"
        case .badChoice(let name, let reason): "\(name): \(reason)"
        }
    }
}
