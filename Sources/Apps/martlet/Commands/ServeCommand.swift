import Base
import CommandLineInterface

/// The command `martlet serve`.
enum ServeCommand {
    static let command = Command(
        "serve", "Serve forecasts over HTTP and WebSocket, with the dashboard at /app/.",
        discussion: """
            Serves the champions of the registry over the bars stored. Ctrl-C or SIGTERM ends it: what is in flight is \
            finished first. The log goes to standard error, one JSON object a line.
            """,
        options: options,
        examples: [
            .init("martlet serve", "On http://127.0.0.1:8000."),
            .init("martlet serve --host 0.0.0.0 --port 9000", "For everybody, on another port."),
            .init("martlet serve --replay 60", "With the last 60 bars played again as a live feed."),
        ], exitCodes: [.success, .usage, .badData, .notReady]
    ) { arguments, context in
        let workspace = try Workspace.existing(context.configuration())
        let interval = try ArgumentReader.interval(arguments.text("interval"))
        try ForecastServer(workspace, interval: interval, replayBars: arguments.integer("replay") ?? 0).run(context)
        return .success
    }

    private static let options = [
        CommandOption("host", .text, setting: "server.host", "Address to listen on."),
        CommandOption("port", .integer(0...65_535), letter: "p", setting: "server.port", "Port to listen on."),
        CommandOption("interval", .text, value: "INTERVAL", "The bars to serve, such as 1h; 1d by default."),
        CommandOption("replay", .integer(0...100_000), value: "BARS", "Play so many of the last bars as a live feed."),
    ]
}
