import Base
import CommandLineInterface
import Evaluation
import Forecasting
import Glibc
import Orchestration
import Reporting
import Storage

/// The command `martlet evaluate`.
enum EvaluateCommand {
    static let command = Command(
        "evaluate", "Judge models out of sample, and write a report that people can check.",
        discussion: """
            Models are fitted on the past of every fold and scored on what comes after, beside the naive forecasts; nothing is \
            registered. Several symbols share one model unless --each is given. --report writes one page of HTML that needs \
            nothing but itself: what was found in words, tables, and pictures of skill and calibration. Ctrl-C ends it after \
            the fit under way and shows the folds that are done; a second one ends it at once.
            """,
        options: options,
        examples: [
            .init(
                "martlet evaluate --symbols AAPL,MSFT --model ridge,lightgbm --horizons 5 --report report.html",
                "Two families on two symbols, with a report."),
            .init(
                "martlet evaluate --model lightgbm --features alpha158 --target outperformance:universe --from 2015-01-01",
                "Which symbols will do better than the others, by a LightGBM of all of them."),
            .init(
                "martlet evaluate --each --model ridge --scheme combinatorial --folds 6 --test-groups 2",
                "How stable each symbol's ridge regression is."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady, .interrupted], run: run)

    private static let options = [
        CommandOption("symbols", .list(.text), value: "SYMBOL,…", "Evaluate on these symbols only."),
        CommandOption(
            "model", .list(.choice(ModelKind.allCases.map(\.rawValue))), value: "FAMILY,…",
            "Judge these families; the naive ones are always beside them. By default all that train by default."),
        CommandOption(
            "parameter", .pair, value: "FAMILY.NAME=VALUE",
            "Set a family's parameter, as in --parameter lightgbm.num_leaves=31; may be repeated."),
        CommandOption(
            "members", .list(.choice(ModelKind.allCases.filter { !$0.isEnsemble }.map(\.rawValue))), value: "FAMILY,…",
            "What ensembles are made of; ridge, random forest and LightGBM by default."),
        CommandOption("global", .flag, "Models of all symbols together; the default for more than one symbol."),
        CommandOption("each", .flag, "Models of each symbol by itself."),
        CommandOption("interval", .text, value: "INTERVAL", "The bars to forecast, such as 1h; 1d by default."),
        CommandOption(
            "horizons", .list(.integer(1...252)), setting: "horizons", "How many bars ahead, such as 1,5,21."),
        CommandOption(
            "target", .text, value: "TARGET",
            "What is forecast: return (the default), outperformance:universe or outperformance:SYMBOL."),
        CommandOption("features", .text, value: "SET", "A feature set's name, or the path of its file."),
        CommandOption("from", .text, value: "DATE", "Neither learn from nor forecast rows before this day."),
        CommandOption("to", .text, value: "DATE", "Leave out what came after this day."),
        CommandOption("as-of", .text, value: "TIME", "Read the bars as they were known then."),
        CommandOption(
            "scheme", .choice(["expanding", "rolling", "kfold", "combinatorial"]),
            "How rows are split; what is promoted is judged by expanding windows, the default."),
        CommandOption("folds", .integer(2...100), setting: "walk_forward.folds", "How many folds."),
        CommandOption("window", .integer(1...1_000_000), value: "BARS", "With --scheme rolling: bars learnt from."),
        CommandOption("test-groups", .integer(1...10), "With --scheme combinatorial: folds forecast at a time; 2."),
        CommandOption(
            "embargo", .integer(0...100_000), value: "BARS", setting: "walk_forward.embargo_bars",
            "Bars left out beside a test fold, beyond the horizon."),
        CommandOption(
            "intervals", .choice(IntervalMethod.allCases.map(\.rawValue)),
            "How the width of forecasts is found; residuals by default."),
        CommandOption("no-importance", .flag, "Do not measure which features the best model uses."),
        CommandOption(
            "report", .path, value: "FILE", "Write a report in HTML; of several horizons or symbols one each."),
        CommandOption("seed", .integer(0...Int.max), setting: "seed", "Seed of everything random."),
        CommandOption("threads", .integer(0...1024), setting: "threads", "Threads to use; 0 is one for each core."),
    ]

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let workspace = try Workspace.existing(context.configuration())
        let order = try EvaluationArguments(arguments, workspace).order()
        let path = arguments.text("report")
        if let path { try checkWritable(path) }
        let display = context.progress("evaluating")
        Interruption.listen()
        let outcome = try EvaluationJob(store: workspace.bars, order: order, clock: Instant.now)
            .run(
                shouldStop: { Interruption.came != nil }, progress: { display.update(done: $0, total: $1, text: $2) })
        display.finish(outcome.wasStopped ? "stopped; what was done is shown" : "done")
        let files = path.map { names(outcome.reports, $0) } ?? []
        if context.wantsJSON {
            context.json { EvaluationText.write(outcome, files, to: &$0) }
        } else {
            for report in outcome.reports { EvaluationText.show(report, context) }
            for skipped in outcome.skipped { context.note("left out \(skipped.symbol): \(skipped.reason)") }
        }
        // What was found is shown before a file can fail.
        for (report, file) in zip(outcome.reports, files) {
            try AtomicFile.write(report.html(), to: file)
            if !context.wantsJSON { context.line("report: \(file)") }
        }
        guard outcome.wasStopped else { return .success }
        return Interruption.came == SIGTERM ? .terminated : .interrupted
    }

    /// Refuses a file that could not be written before hours go into what is to be in it.
    private static func checkWritable(_ path: String) throws {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard isFolder(folder) else {
            throw CommandFailure(.usage, "--report: there is no folder \(folder)", mend: "make it, or name another")
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            throw CommandFailure(.usage, "--report: \(folder) may not be written to", mend: "name another folder")
        }
        guard !path.isEmpty, !path.hasSuffix("/"), !isFolder(path) else {
            throw CommandFailure(.usage, "--report: \(path) is no name of a file", mend: "add one, such as report.html")
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The file of each report: of several with symbol and horizon in its name.
    private static func names(_ reports: [EvaluationReport], _ path: String) -> [String] {
        reports.map { report -> String in
            guard reports.count > 1 else { return path }
            let stem = path.hasSuffix(".html") ? String(path.dropLast(5)) : path
            let symbols = report.evaluation.models[0].forecasts.rows.symbols
            let whose = symbols.count == 1 ? ".\(symbols[0].name)" : ""
            return "\(stem)\(whose).h\(report.evaluation.horizonBars).html"
        }
    }
}
