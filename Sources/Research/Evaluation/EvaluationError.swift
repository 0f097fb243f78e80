public import Forecasting

/// Why models cannot be judged.
public enum EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are too few distinct times for the folds.
    case tooFewTimes(needed: Int, was: Int)
    /// No row out of sample has a known target.
    case nothingToScore(horizonBars: Int)
    /// A model could not be fitted on a fold.
    case fitFailed(fold: Int, reason: ForecastingError)
    /// It was stopped before every model was fitted on one fold.
    case stopped

    /// What happened, where, and the mend.
    public var description: String {
        switch self {
        case .tooFewTimes(let needed, let was):
            "walk-forward needs \(needed) distinct times, was \(was); give a longer history or ask for fewer folds"
        case .nothingToScore(let horizon):
            "no row after the first training window has a known target at horizon \(horizon); give a longer history"
        case .fitFailed(let fold, let reason): "fold \(fold + 1): \(reason)"
        case .stopped: "stopped before every model was fitted on the first fold; nothing can be shown yet"
        }
    }
}
