public import Base

/// What a command is given to work with: the terminal, the settings and the format asked for.
public struct CommandContext: Sendable {
    /// Where to write.
    public let terminal: Terminal
    /// The environment variables.
    public let environment: [String: String]
    /// Whether the answer shall be JSON, for machines.
    public let wantsJSON: Bool
    /// Whether progress shall not be shown.
    public let isQuiet: Bool
    /// The whole tree of commands, which completion scripts are made from.
    public let root: Command
    /// The options every command takes.
    public let globalOptions: [CommandOption]
    let configurationPath: String?
    let settingFlags: [Configuration.Flag]

    /// The settings: defaults, file, environment and flags, settled; likely mistakes are told on standard error.
    ///
    /// - Throws: `ConfigurationError`, which ends the command with ``ExitCode/usage``.
    public func configuration() throws -> Configuration {
        let settled = try Configuration.load(
            path: configurationPath, environment: environment, flags: settingFlags)
        for warning in settled.warnings { note("warning: \(warning)") }
        return settled
    }

    /// Writes a line to standard output.
    public func line(_ text: String = "") { terminal.writeOutput(text + "\n") }

    /// Writes a line to standard error.
    public func note(_ text: String) { terminal.writeError(text + "\n") }

    /// Writes one JSON object and a line's end to standard output.
    public func json(_ body: (inout JSONWriter) throws -> Void) rethrows {
        var writer = JSONWriter()
        try writer.object(body)
        line(writer.text)
    }

    /// Writes a table to standard output, as wide as the terminal.
    public func table(_ table: TextTable) {
        terminal.writeOutput(table.render(width: terminal.outputIsInteractive ? terminal.width : nil))
    }

    /// A display of how far a job is, on standard error.
    public func progress(_ title: String) -> ProgressDisplay {
        ProgressDisplay(title, terminal: terminal, isQuiet: isQuiet)
    }
}
