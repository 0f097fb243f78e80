/// One command, or a group of commands; the whole tree is a value that parsing, help and completion read.
public struct Command: Sendable {
    /// What a command does when it is called; see ``CommandContext`` for what it is given to work with.
    public typealias Handler = @Sendable (ParsedArguments, CommandContext) throws -> ExitCode

    /// One call shown in the help.
    public struct Example: Sendable {
        /// The call, without a prompt.
        public let call: String
        /// What it does, in a few words.
        public let summary: String

        /// Makes an example.
        public init(_ call: String, _ summary: String) {
            self.call = call
            self.summary = summary
        }
    }

    /// The word that calls it.
    public let name: String
    /// What it does, in one line.
    public let summary: String
    /// More about it; paragraphs are separated by an empty line.
    public let discussion: String
    /// The options it takes, beside those every command takes.
    public let options: [CommandOption]
    /// What it takes without a name, in order; only the last may be repeating.
    public let arguments: [PositionalArgument]
    /// Calls worth showing.
    public let examples: [Example]
    /// The exit codes it may end with, beside 0, 2 and 70.
    public let exitCodes: [ExitCode]
    /// The commands below it.
    public let subcommands: [Command]
    /// What it does; `nil` for a mere group.
    public let run: Handler?

    /// Makes a command.
    public init(
        _ name: String, _ summary: String, discussion: String = "", options: [CommandOption] = [],
        arguments: [PositionalArgument] = [], examples: [Example] = [], exitCodes: [ExitCode] = [],
        subcommands: [Command] = [], run: Handler? = nil
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.options = options
        self.arguments = arguments
        self.examples = examples
        self.exitCodes = exitCodes
        self.subcommands = subcommands
        self.run = run
    }

    /// The command of that name right below this one; `nil` when there is none.
    public func subcommand(_ name: String) -> Command? { subcommands.first { $0.name == name } }

    /// This command and all below it, each with the names that lead to it.
    public func descendants(_ path: [String] = []) -> [(path: [String], command: Command)] {
        let here = path + [name]
        return [(here, self)] + subcommands.flatMap { $0.descendants(here) }
    }
}

/// Something a command takes without a name.
public struct PositionalArgument: Sendable {
    /// How often it may be given.
    public enum Count: Sendable {
        /// Exactly once.
        case one
        /// Once or not at all.
        case optional
        /// As often as wanted.
        case any
        /// At least once.
        case some
    }

    /// What the help and ``ParsedArguments`` call it, in capitals.
    public let name: String
    /// What it takes; completion follows it.
    public let kind: CommandOption.Kind
    /// How often it may be given.
    public let count: Count
    /// What it is, in one line.
    public let summary: String

    /// Makes an argument.
    public init(_ name: String, _ kind: CommandOption.Kind = .text, _ count: Count = .one, _ summary: String) {
        self.name = name
        self.kind = kind
        self.count = count
        self.summary = summary
    }

    /// How the usage line shows it.
    var usage: String {
        switch count {
        case .one: name
        case .optional: "[\(name)]"
        case .any: "[\(name)…]"
        case .some: "\(name)…"
        }
    }
}
