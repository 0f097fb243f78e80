import Base
import CommandLineInterface
import MarketData

/// The command `martlet ingest yahoo`.
enum YahooCommand {
    static let command = Command(
        "yahoo", "Take in bars from Yahoo Finance.",
        discussion: """
            Symbols are asked for one after the other, and each is stored before the next is asked for. A symbol that \
            Yahoo does not have is told of and left out; the command then ends with 1. Where Yahoo cannot be reached, or \
            turns requests away also after waiting, the command ends at once.
            """,
        options: [
            CommandOption("from", .text, value: "DATE", "The first day; 2015-01-01 if left out."),
            CommandOption("to", .text, value: "DATE", "The last day; today if left out."),
            CommandOption("interval", .text, value: "INTERVAL", "The bars to ask for, such as 1h; 1d by default."),
            CommandOption("url", .text, value: "URL", "Where the API lies, for those who have a mirror of it."),
        ], arguments: [PositionalArgument("SYMBOL", .text, .some, "Symbols as Yahoo writes them, such as BTC-USD.")],
        examples: [
            .init("martlet ingest yahoo AAPL MSFT --from 2015-01-01", "Daily bars of two symbols."),
            .init("martlet ingest yahoo EURUSD=X --interval 1h --from 2026-01-01", "Hours of an exchange rate."),
        ], exitCodes: [.success, .negative, .usage, .badData, .network], run: run)

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let symbols = try arguments.texts("SYMBOL").map(ArgumentReader.symbol)
        let interval = try ArgumentReader.interval(arguments.text("interval"))
        let from = try ArgumentReader.date(arguments.text("from") ?? "2015-01-01", option: "--from")
        let to = try arguments.text("to").map { try ArgumentReader.date($0, option: "--to") } ?? Instant.now().utcDate
        guard from <= to else {
            throw CommandFailure(.usage, "--from \(from) is after --to \(to)", mend: "give an earlier --from")
        }
        let provider = YahooProvider(baseURL: arguments.text("url") ?? YahooProvider.defaultBaseURL, now: Instant.now)
        let ingest = Ingest(store: try Workspace(context.configuration()).bars)
        let display = context.progress("taking in from Yahoo")
        var reports: [IngestReport] = []
        var missing: [String] = []
        for (index, symbol) in symbols.enumerated() {
            display.update(done: index, total: symbols.count, text: symbol.name)
            do {
                let bars = try provider.bars(symbol, interval, from: from, to: to)
                reports.append(try ingest.run([bars], source: "yahoo", at: .now()))
            } catch let error as YahooError where FailureTable.failure(for: error)?.exitCode == .negative {
                missing.append(error.description)
            }
        }
        display.finish("\(reports.count) of \(symbols.count) symbols")
        IngestAnswer.show(reports, context)
        for reason in missing { context.note("left out: \(reason)") }
        return missing.isEmpty ? .success : .negative
    }
}
