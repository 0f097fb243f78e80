import Base
import CommandLineInterface
import MarketData
import Serving

/// The command `martlet predict`.
enum PredictCommand {
    static let command = Command(
        "predict", "Forecast a symbol with its champion; --json gives the answer of POST /predict.",
        options: [
            CommandOption("days", .integer(1...252), value: "BARS", "How many bars ahead; 1 by default."),
            CommandOption("as-of", .text, value: "TIME", "Use only bars known then."),
            CommandOption("interval", .text, value: "INTERVAL", "The bars to use, such as 1h; 1d by default."),
        ],
        arguments: [PositionalArgument("SYMBOL", .text, .one, "What to forecast.")],
        examples: [.init("martlet predict AAPL --days 5", "AAPL's next five bars.")],
        exitCodes: [.success, .negative, .usage, .badData, .notReady]
    ) { arguments, context in
        let workspace = try Workspace.existing(context.configuration())
        let symbol = try ArgumentReader.symbol(arguments.text("SYMBOL") ?? "")
        let interval = try ArgumentReader.interval(arguments.text("interval"))
        let history = try workspace.bars.series(symbol, interval)
        guard try !history.isEmpty || !workspace.bars.catalogue().isEmpty else {
            throw CommandFailure(
                .notReady, "there are no bars yet", mend: "run `martlet ingest --sample` or `martlet ingest FILE`")
        }
        let service = try MarketForecaster(
            history: [history], featureSet: workspace.featureSet().set, registry: workspace.registry,
            quality: .init([]), feed: .off(clock: history.times.last),
            barsKnown: { [bars = workspace.bars] in try bars.series($0, interval, asOf: $1) })
        let asOf = try arguments.text("as-of").map { try ArgumentReader.instant($0, option: "--as-of") }
        let request = ForecastRequest(symbol: symbol, horizonBars: arguments.integer("days") ?? 1, asOf: asOf)
        let answer = try service.predict(request)
        if context.wantsJSON {
            context.line(String(decoding: answer, as: UTF8.self))
        } else {
            try ForecastText(json: answer).show(context)
        }
        return .success
    }
}
