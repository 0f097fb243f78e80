/// The help of a command, made from its declaration.
struct HelpText {
    let path: [String]
    let command: Command
    let globals: [CommandOption]
    let width: Int

    func render() -> String {
        let sections = [
            command.summary, wrapped(command.discussion), usage, list("Commands", commandRows),
            list("Arguments", command.arguments.map { ($0.usage, $0.summary) }),
            list("Options", command.options.map(row)), list("Options of every command", globalRows), examples,
            list("Exit codes", exitRows), variables, hint,
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var isRoot: Bool { path.count == 1 }
    private var name: String { path.joined(separator: " ") }

    private var usage: String {
        var lines: [String] = []
        if command.run != nil {
            let options = command.options.isEmpty ? "" : " [OPTIONS]"
            lines.append(name + options + command.arguments.map { " " + $0.usage }.joined())
        }
        if !command.subcommands.isEmpty { lines.append("\(name) COMMAND [OPTIONS]") }
        return "Usage:\n" + lines.map { "  \($0)" }.joined(separator: "\n")
    }

    private var commandRows: [(String, String)] { command.subcommands.map { ($0.name, $0.summary) } }

    private var globalRows: [(String, String)] { globals.map(row) + [("-h, --help", "Show this help.")] }

    private func row(_ option: CommandOption) -> (String, String) {
        let letter = option.letter.map { "-\($0), " } ?? "    "
        let value = option.takesValue ? " \(option.valueName)" : ""
        let choices = option.kind.choices
        let among = choices.isEmpty ? "" : " One of \(choices.joined(separator: ", "))."
        let setting = option.setting.map { $0 == CommandOption.anySetting ? "" : " Overrides the setting \($0)." } ?? ""
        return ("\(letter)--\(option.name)\(value)", option.summary + among + setting)
    }

    private var exitRows: [(String, String)] {
        let usual: [ExitCode] = [.success, .usage, .internalError]
        let codes = isRoot ? ExitCode.allCases : ExitCode.allCases.filter { (usual + command.exitCodes).contains($0) }
        return codes.map { (String($0.rawValue), $0.meaning) }
    }

    private var examples: String {
        guard !command.examples.isEmpty else { return "" }
        return "Examples:\n"
            + command.examples.map { "  \($0.call)\n      \($0.summary)" }.joined(separator: "\n")
    }

    private var variables: String {
        guard isRoot else { return "" }
        return wrapped(
            """
            Settings come from martlet.yaml, from environment variables such as MARTLET_SERVER_PORT, and from flags, the \
            later winning over the earlier; `\(name) config show` says who set what. COLUMNS is respected.
            """)
    }

    private var hint: String { command.subcommands.isEmpty ? "" : "See `\(name) COMMAND --help` for one command." }

    private func list(_ title: String, _ rows: [(String, String)]) -> String {
        guard !rows.isEmpty else { return "" }
        let column = min(30, rows.map(\.0.count).max() ?? 0)
        let lines = rows.flatMap { left, right -> [String] in
            let text = TextWrap.lines(right, width: max(20, width - column - 4))
            let indent = String(repeating: " ", count: column + 4)
            let rest = text.dropFirst().map { indent + $0 }
            guard left.count <= column else { return ["  " + left] + [indent + text[0]] + rest }
            return ["  " + left + String(repeating: " ", count: column - left.count + 2) + text[0]] + rest
        }
        return "\(title):\n" + lines.joined(separator: "\n")
    }

    private func wrapped(_ text: String) -> String {
        let paragraphs = text.split(separator: "\n\n").map { paragraph in
            TextWrap.lines(paragraph.split(separator: "\n").joined(separator: " "), width: width).joined(
                separator: "\n")
        }
        return paragraphs.joined(separator: "\n\n")
    }
}
