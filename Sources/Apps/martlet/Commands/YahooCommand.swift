import Base
import CommandLineInterface
import MarketData

/// The command `martlet ingest yahoo`.
enum YahooCommand {
    static let command = Command(
        "yahoo", "Take bars in from Yahoo Finance.",
        discussion: """
            Each symbol is fetched, checked and stored by itself: when one fails the others are kept, and the command ends \
            with the failure's code. A symbol that is stored already needs no --from: the fetch then begins a few bars \
            before its last, so that late corrections are seen.
            """,
        options: [
            CommandOption("from", .text, value: "DATE", "The first day, such as 2015-01-01."),
            CommandOption("to", .text, value: "DATE", "The last day; today by default."),
            CommandOption("interval", .text, value: "INTERVAL", "What a bar covers: 1d by default, or 1m to 1h."),
            CommandOption("url", .text, value: "URL", "Where Yahoo's API is reached, such as a proxy's address."),
        ],
        arguments: [PositionalArgument("SYMBOL", .text, .some, "Symbols as Yahoo writes them, such as BTC-USD.")],
        examples: [
            .init("martlet ingest yahoo AAPL MSFT --from 2015-01-01", "Two symbols' days since 2015."),
            .init("martlet ingest yahoo AAPL", "What is new since the last time."),
        ], exitCodes: [.success, .negative, .usage, .badData, .network], run: run)

    /// Bars before the last stored one that are fetched again.
    private static let overlapDays = 7
    private static let firstDay = CivilDate(daysSinceEpoch: 0)

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let symbols = try arguments.texts("SYMBOL").map(ArgumentReader.symbol)
        let interval = try ArgumentReader.interval(arguments.text("interval"))
        let from = try arguments.text("from").map { try ArgumentReader.date($0, option: "--from") }
        let to = try arguments.text("to").map { try ArgumentReader.date($0, option: "--to") } ?? Instant.now().utcDate
        if let from, from > to {
            throw CommandFailure(.usage, "--from \(from) is after --to \(to)", mend: "give an earlier --from")
        }
        let workspace = try Workspace(context.configuration())
        let provider = YahooProvider(
            baseURL: arguments.text("url") ?? YahooProvider.defaultBaseURL, now: Instant.now)
        let display = context.progress("Yahoo")
        var reports: [IngestReport] = []
        var failures: [YahooError] = []
        for (index, symbol) in symbols.enumerated() {
            display.update(done: index, total: symbols.count, text: symbol.name)
            let start = try from ?? resume(symbol, interval, workspace)
            do {
                let bars = try provider.bars(symbol, interval, from: start, to: to)
                let source = "yahoo \(symbol)"
                reports.append(try Ingest(store: workspace.bars).run([bars], source: source, at: .now()))
            } catch let error as YahooError {
                display.note("\(symbol): \(error)")
                failures.append(error)
            }
        }
        display.finish("\(reports.count) of \(symbols.count) symbols taken in")
        IngestAnswer.show(reports, context)
        guard let first = failures.first else { return .success }
        return FailureTable.failure(for: first)?.exitCode ?? .network
    }

    /// The day to fetch from when none is given.
    private static func resume(
        _ symbol: Symbol, _ interval: BarInterval, _ workspace: Workspace
    ) throws -> CivilDate {
        let stored = try workspace.bars.catalogue().first { $0.symbol == symbol && $0.interval == interval }
        return stored.map { $0.last.utcDate.advanced(byDays: -overlapDays) } ?? firstDay
    }
}
