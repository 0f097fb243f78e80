public import Boosting

/// Why a model cannot be fitted, saved or loaded.
public enum ForecastingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Trees could not be trained, read or asked.
    case boosting(BoostingError)
    /// There are too few rows with a known target.
    case tooFewRows(kind: ModelKind, horizonBars: Int, needed: Int, was: Int)
    /// The numerical solution failed.
    case unsolvable(kind: ModelKind, reason: String)
    /// A specification has a parameter that its kind does not know, or a value out of range.
    case badParameter(kind: ModelKind, name: String, reason: String)
    /// A file of a saved model could not be read or written.
    case unreadable(path: String, reason: String)

    /// What happened, where, and the mend.
    public var description: String {
        switch self {
        case .boosting(let error): error.description
        case .tooFewRows(let kind, let horizon, let needed, let was):
            "\(kind.rawValue) at horizon \(horizon) needs \(needed) rows with a known target, was \(was); "
                + "give a longer history or a shorter horizon"
        case .unsolvable(let kind, let reason): "\(kind.rawValue) could not be fitted: \(reason)"
        case .badParameter(let kind, let name, let reason): "parameter \(name) of \(kind.rawValue): \(reason)"
        case .unreadable(let path, let reason): "\(path): \(reason)"
        }
    }
}

/// Passes on what trees complain of.
func boosting<Value>(_ body: () throws(BoostingError) -> Value) throws(ForecastingError) -> Value {
    do throws(BoostingError) { return try body() } catch { throw .boosting(error) }
}
