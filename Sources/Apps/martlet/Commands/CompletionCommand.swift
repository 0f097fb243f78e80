import CommandLineInterface

/// The command `martlet completion`.
enum CompletionCommand {
    static let command = Command(
        "completion", "Print the script that completes martlet's commands and options in a shell.",
        arguments: [
            PositionalArgument("SHELL", .choice(CompletionShell.allCases.map(\.rawValue)), .one, "bash, zsh or fish.")
        ],
        examples: [
            .init(
                "source <(martlet completion bash)", "Complete in this bash; put the line into ~/.bashrc to keep it."),
            .init("martlet completion zsh > ~/.zfunc/_martlet", "Complete in zsh, where ~/.zfunc is in fpath."),
            .init(
                "martlet completion fish > ~/.config/fish/completions/martlet.fish", "Complete in fish."),
        ]
    ) { arguments, context in
        let problems = context.root.problems()
        guard problems.isEmpty else {
            throw CommandFailure(.internalError, problems.joined(separator: "; "))
        }
        let shell = arguments.text("SHELL").flatMap(CompletionShell.init(rawValue:)) ?? .bash
        context.terminal.writeOutput(
            CompletionScript(root: context.root, globals: context.globalOptions).text(for: shell))
        return .success
    }
}
