import Base

/// A command-line program: its commands, its version, and how errors become exit codes.
public struct Program: Sendable {
    private let root: Command
    private let versionText: String
    private let explain: @Sendable (any Error) -> CommandFailure?

    /// Makes a program.
    ///
    /// - Parameters:
    ///   - root: The tree of commands.
    ///   - versionText: What `--version` prints.
    ///   - explain: Turns an error a command threw into cause, mend and exit code; `nil` for one it does not know,
    ///     which then counts as a fault of the program itself.
    public init(
        root: Command, versionText: String, explain: @escaping @Sendable (any Error) -> CommandFailure? = { _ in nil }
    ) {
        self.root = root
        self.versionText = versionText
        self.explain = explain
    }

    /// The options every command takes.
    public static let globalOptions = [
        CommandOption("json", .flag, "Answer in JSON on standard output; errors in JSON on standard error."),
        CommandOption("quiet", .flag, letter: "q", "Do not show progress."),
        CommandOption("config", .path, value: "FILE", "Read this configuration file instead of martlet.yaml."),
        CommandOption("data-dir", .path, value: "FOLDER", setting: "data_dir", "Folder that holds the stores."),
        CommandOption(
            "set", .pair, setting: CommandOption.anySetting,
            "Set any setting, as in --set server.port=9000; may be repeated."),
        CommandOption("version", .flag, "Show the version (without a command)."),
    ]

    /// Runs a command line and says how it went.
    ///
    /// - Parameters:
    ///   - arguments: The words after the program's own name.
    ///   - environment: The environment variables.
    ///   - terminal: Where to write.
    /// - Returns: The exit code; errors have been told on standard error.
    public func run(_ arguments: [String], environment: [String: String], terminal: Terminal) -> ExitCode {
        do {
            switch try CommandParser.parse(arguments, root: root, globals: Program.globalOptions) {
            case .help(let path, let command):
                let help = HelpText(
                    path: path, command: command, globals: Program.globalOptions, width: min(100, terminal.width))
                terminal.writeOutput(help.render())
                return .success
            case .version:
                terminal.writeOutput(versionText + "\n")
                return .success
            case .run(let parsed, let handler):
                return try handler(parsed, context(parsed, environment, terminal))
            }
        } catch {
            let failure = failure(error)
            report(failure, terminal, asJSON: arguments.prefix { $0 != "--" }.contains("--json"))
            return failure.exitCode
        }
    }

    private func context(
        _ parsed: ParsedArguments, _ environment: [String: String], _ terminal: Terminal
    ) -> CommandContext {
        CommandContext(
            terminal: terminal, environment: environment, wantsJSON: parsed.flag("json"), isQuiet: parsed.flag("quiet"),
            root: root, globalOptions: Program.globalOptions, configurationPath: parsed.text("config"),
            settingFlags: parsed.settingFlags)
    }

    private func failure(_ error: any Error) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: failure
        case let error as CommandLineError: CommandFailure(.usage, error.description)
        case let error as ConfigurationError: CommandFailure(.usage, error.description)
        default: explain(error) ?? CommandFailure(.internalError, "\(error)", mend: "this is a fault; please report it")
        }
    }

    private func report(_ failure: CommandFailure, _ terminal: Terminal, asJSON: Bool) {
        guard asJSON else {
            terminal.writeError("error: \(failure.description)\n")
            return
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.object("error") { writer in
                writer.member("exit_code", Int(failure.exitCode.rawValue))
                writer.member("cause", failure.cause)
                writer.member("mend", failure.mend)
            }
        }
        terminal.writeError(writer.text + "\n")
    }
}
