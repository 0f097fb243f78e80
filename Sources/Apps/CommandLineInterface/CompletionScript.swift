/// The shells whose completion can be written.
public enum CompletionShell: String, CaseIterable, Sendable {
    /// GNU bash.
    case bash
    /// The Z shell.
    case zsh
    /// The friendly interactive shell.
    case fish
}

/// Writes shell completion from the tree of commands.
///
/// All three scripts hold the tree as data and walk the words before the cursor: a word that names a subcommand goes
/// down, an option that takes a value swallows the next word.
public struct CompletionScript: Sendable {
    let root: Command
    let globals: [CommandOption]

    /// Makes the writer of a program's scripts.
    public init(root: Command, globals: [CommandOption]) {
        self.root = root
        self.globals = globals
    }

    /// The script for a shell.
    public func text(for shell: CompletionShell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        }
    }

    var nodes: [(path: String, command: Command)] {
        root.descendants().map { ($0.path.joined(separator: " "), $0.command) }
    }

    /// The options a command takes, its own first.
    func options(_ command: Command) -> [CommandOption] { command.options + globals }

    /// `--port` and, where there is one, `-p`.
    func spellings(_ option: CommandOption) -> [String] {
        ["--\(option.name)"] + (option.letter.map { ["-\($0)"] } ?? [])
    }

    /// Every spelling of an option that takes a value.
    var valueSpellings: [String] {
        let all = nodes.flatMap { options($0.command) }.filter(\.takesValue).flatMap(spellings)
        return Set(all).sorted()
    }

    /// What a shell script is told about a value: `:path`, the words to choose from, or nothing.
    func values(_ kind: CommandOption.Kind) -> String { kind.isPath ? ":path" : kind.choices.joined(separator: " ") }

    /// What may stand where a command takes arguments.
    func argumentValues(_ command: Command) -> String {
        let all = command.arguments.map { values($0.kind) }.filter { !$0.isEmpty }
        return all.contains(":path") ? ":path" : all.joined(separator: " ")
    }

    /// The text as one word of a shell.
    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
