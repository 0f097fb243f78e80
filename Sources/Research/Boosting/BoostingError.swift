/// Why trees cannot be trained, read or asked.
public enum BoostingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A library could not be opened.
    case libraryUnavailable(library: String, reason: String)
    /// A library's call failed.
    case callFailed(library: String, call: String, reason: String)
    /// Training data that no model can be learnt from.
    case badData(reason: String)
    /// Bytes that are no whole model.
    case damagedModel(library: String, reason: String)

    /// What happened, where, and the mend.
    public var description: String {
        switch self {
        case .libraryUnavailable(let library, let reason):
            "cannot open \(library)'s library: \(reason); run `make setup`, which puts it into .native/lib"
        case .callFailed(let library, let call, let reason): "\(library)'s \(call) failed: \(reason)"
        case .badData(let reason): "the training data cannot be learnt from: \(reason)"
        case .damagedModel(let library, let reason):
            "this is no whole \(library) model: \(reason); train it again or bring its file back"
        }
    }
}
