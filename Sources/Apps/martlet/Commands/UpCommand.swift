import Base
import CommandLineInterface

/// The command `martlet up`.
enum UpCommand {
    static let command = Command(
        "up", "Do the main job on the sample data, and serve it with the dashboard.",
        discussion: """
            Takes the sample in, checks it, computes features, trains and judges models, chooses champions, and serves \
            them; the last bars of the sample, which no model has seen, are played again as a live feed. What is up to \
            date is not done again.
            """,
        options: [
            CommandOption("host", .text, setting: "server.host", "Address to listen on."),
            CommandOption("port", .integer(0...65_535), letter: "p", setting: "server.port", "Port to listen on."),
            CommandOption("no-serve", .flag, "End when the models are trained."),
        ], examples: [.init("martlet up", "Everything, on http://127.0.0.1:8000.")],
        exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let workspace = try Workspace(context.configuration())
        try MainJob(workspace).run(context)
        guard !arguments.flag("no-serve") else { return .success }
        let replayBars = workspace.configuration[Settings.replayBars]
        try ForecastServer(workspace, interval: .day, replayBars: replayBars).run(context)
        return .success
    }
}
