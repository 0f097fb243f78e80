import Base

/// What is wrong with a command line.
public enum CommandLineError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No command of that name.
    case unknownCommand(String, below: [String], known: [String])
    /// A group was called without a command.
    case missingCommand(below: [String])
    /// No option of that name.
    case unknownOption(String, command: [String], known: [String])
    /// An option lacks its value.
    case missingValue(option: String, expected: String)
    /// A flag was given a value.
    case unwantedValue(option: String, value: String)
    /// A value is of the wrong kind or out of range.
    case wrongValue(of: String, expected: String, was: String, hint: String)
    /// An option was given twice with different values.
    case repeated(option: String)
    /// An argument is missing.
    case missingArgument(String, command: [String])
    /// More arguments were given than the command takes.
    case unwantedArgument(String, command: [String])

    /// What is wrong and how to mend it.
    public var description: String {
        switch self {
        case .unknownCommand(let name, let path, let known):
            "\(words(path)) has no command \(name)" + Spelling.hint(for: name, among: known)
        case .missingCommand(let path): "\(words(path)) needs a command; see \(words(path)) --help"
        case .unknownOption(let name, let path, let known):
            "\(words(path)) has no option \(name)"
                + (Spelling.nearest(to: name, among: known).map { "; did you mean \($0)?" }
                    ?? "; see \(words(path)) --help")
        case .missingValue(let option, let expected): "\(option) needs a value: \(expected)"
        case .unwantedValue(let option, let value): "\(option) takes no value, was \(value)"
        case .wrongValue(let name, let expected, let was, let hint): "\(name): expected \(expected), was \(was)\(hint)"
        case .repeated(let option): "\(option) is given twice; keep one"
        case .missingArgument(let name, let path): "\(words(path)) needs \(name); see \(words(path)) --help"
        case .unwantedArgument(let text, let path): "\(words(path)) does not take \(text); see \(words(path)) --help"
        }
    }

    private func words(_ path: [String]) -> String { path.joined(separator: " ") }
}

/// A reason why a command could not do its work, with the exit code that says so.
public struct CommandFailure: Error, Sendable, CustomStringConvertible {
    /// The exit code.
    public let exitCode: ExitCode
    /// What went wrong.
    public let cause: String
    /// What the user can do about it; `nil` when nothing.
    public let mend: String?

    /// Makes a failure.
    public init(_ exitCode: ExitCode, _ cause: String, mend: String? = nil) {
        self.exitCode = exitCode
        self.cause = cause
        self.mend = mend
    }

    /// Cause and mend in one line.
    public var description: String { mend.map { "\(cause); \($0)" } ?? cause }
}
