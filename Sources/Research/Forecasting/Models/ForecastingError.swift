/// Why a model cannot be fitted, saved or loaded.
public enum ForecastingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// LightGBM's library could not be opened.
    case lightGBMUnavailable(reason: String)
    /// A LightGBM call failed.
    case lightGBMFailed(call: String, reason: String)
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
        case .lightGBMUnavailable(let reason):
            "cannot open LightGBM's library: \(reason); run `make setup`, which puts it into .native/lib"
        case .lightGBMFailed(let call, let reason): "LightGBM's \(call) failed: \(reason)"
        case .tooFewRows(let kind, let horizon, let needed, let was):
            "\(kind.rawValue) at horizon \(horizon) needs \(needed) rows with a known target, was \(was); "
                + "give a longer history or a shorter horizon"
        case .unsolvable(let kind, let reason): "\(kind.rawValue) could not be fitted: \(reason)"
        case .badParameter(let kind, let name, let reason): "parameter \(name) of \(kind.rawValue): \(reason)"
        case .unreadable(let path, let reason): "\(path): \(reason)"
        }
    }
}
