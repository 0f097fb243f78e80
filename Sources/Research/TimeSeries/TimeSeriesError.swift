/// Why a model of a single series cannot be fitted or used.
public enum TimeSeriesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The series has too few values.
    case tooShort(model: String, needed: Int, was: Int)
    /// A value that must be a number is not.
    case notFinite(model: String, index: Int)
    /// An order, a season or another choice is out of range.
    case badChoice(model: String, reason: String)
    /// No parameters give the series a finite likelihood.
    case unsolvable(model: String, reason: String)

    /// What happened, where, and the mend.
    public var description: String {
        switch self {
        case .tooShort(let model, let needed, let was):
            "\(model) needs \(needed) values, was \(was); give a longer series or a simpler model"
        case .notFinite(let model, let index):
            "\(model): value \(index) is not a number; fill or remove it first"
        case .badChoice(let model, let reason): "\(model): \(reason)"
        case .unsolvable(let model, let reason): "\(model) could not be fitted: \(reason)"
        }
    }
}
