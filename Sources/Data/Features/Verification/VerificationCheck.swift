/// What is checked.
public enum VerificationCheck: String, Sendable, CaseIterable {
    /// No definition says that it reads later bars.
    case definition
    /// The same bars give the same values.
    case repetition
    /// Values stay when the bars after them are removed.
    case truncation
    /// Values stay when the bars after them are others, those of other symbols too.
    case perturbation
    /// Values stay when the bars after them are removed of some symbols only.
    case someSymbols = "some_symbols"
    /// Values stay when the bars after them are removed, at every bar of some symbols, under other names.
    case staircase
    /// Values stay when the bars of other symbols are others, or missing, at any time.
    case otherSymbols = "other_symbols"
    /// Bar by bar gives what all bars at once give.
    case streaming
    /// What goes on from a snapshot gives what was never interrupted.
    case restart
    /// The training table has the very features that were computed of the bars.
    case trainingTable = "training_table"
    /// Rows of the training table stay when the bars after them are removed.
    case tableTruncation = "table_truncation"
    /// Rows of the training table stay when the bars after them are others.
    case tablePerturbation = "table_perturbation"
    /// A label is known at its time and not before: with the bars up to then it is there, with one less it is missing.
    case knownTime = "known_time"
    /// A label stays when the bars after its known time are others.
    case afterKnown = "after_known"
    /// A model's target counts as known no sooner than its last bar.
    case targetRows = "target_rows"
    /// A fit and its forecast stay when the bars after the forecast are removed.
    case fitTruncation = "fit_truncation"
    /// A fit and its forecast stay when the other rows of the test, and all targets not known before it, are others.
    case fitPerturbation = "fit_perturbation"

    /// What is checked, in a few words.
    public var title: String {
        switch self {
        case .definition: "no definition reads later bars"
        case .repetition: "same bars, same values"
        case .truncation: "later bars removed"
        case .perturbation: "later bars changed"
        case .someSymbols: "later bars of some symbols removed"
        case .staircase: "cut at every bar of two symbols"
        case .otherSymbols: "other symbols changed"
        case .streaming: "bar by bar = all at once"
        case .restart: "restarted from snapshots"
        case .trainingTable: "training table = features"
        case .tableTruncation: "training table, later bars removed"
        case .tablePerturbation: "training table, later bars changed"
        case .knownTime: "known at its time, not before"
        case .afterKnown: "bars after that changed"
        case .targetRows: "targets known in time"
        case .fitTruncation: "later bars removed, fitted anew"
        case .fitPerturbation: "other test rows changed, fitted anew"
        }
    }
}
