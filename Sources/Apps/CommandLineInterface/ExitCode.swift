/// What a command leaves behind for the shell.
public enum ExitCode: Int32, Sendable, CaseIterable {
    /// What was asked was done.
    case success = 0
    /// What was asked is not the case: findings of severity error, a gate not passed, nothing of that name.
    case negative = 1
    /// The command line or the configuration is wrong.
    case usage = 2
    /// Input data cannot be read or used.
    case badData = 3
    /// Another machine could not be reached, or refused.
    case network = 4
    /// Something must be done before, such as ingesting or training.
    case notReady = 5
    /// A fault of Martlet itself.
    case internalError = 70
    /// Stopped by Ctrl-C (SIGINT) before the work was done; a server that shuts down cleanly ends with 0.
    case interrupted = 130
    /// Stopped by SIGTERM before the work was done; a server that shuts down cleanly ends with 0.
    case terminated = 143

    /// What the code means, in a few words.
    public var meaning: String {
        switch self {
        case .success: "done"
        case .negative: "what was asked is not the case (findings of severity error, a gate not passed, no such thing)"
        case .usage: "the command line or the configuration is wrong"
        case .badData: "input data cannot be read or used"
        case .network: "another machine could not be reached, or refused"
        case .notReady: "something must be done before, such as ingesting or training"
        case .internalError: "a fault of Martlet itself; please report it"
        case .interrupted: "stopped by Ctrl-C before the work was done"
        case .terminated: "stopped by SIGTERM before the work was done"
        }
    }
}
