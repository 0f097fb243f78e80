import Base
import CommandLineInterface
import Evaluation
import Features
import Forecasting

/// The command `martlet verify`.
enum VerifyCommand {
    static let command = Command(
        "verify", "Prove that no feature, label or model knows later bars.",
        discussion: """
            Bars are cut at many times: those after the cut are removed, then replaced by others, of every symbol; what was \
            computed at or before the cut must not move by a bit. Features are also computed bar by bar and restarted from \
            snapshots; labels must be known when they say, not sooner; models are fitted anew on the cut bars and with the \
            other test rows replaced. The bars are some that are stored (the sample where there are none) and some made up \
            from a seed to be awkward.

            With --command a program of yours is checked in the same way: it reads bars as CSV (symbol, time, open, high, \
            low, close, volume) from standard input and prints symbol, time and its features as CSV. The command ends with 1 \
            when anything moved.
            """,
        options: options,
        arguments: [sets],
        examples: [
            .init("martlet verify", "All shipped feature sets, the labels, and models on the configured set."),
            .init("martlet verify my_features.yaml --cuts 200", "One set of yours, cut at 200 times."),
            .init("martlet verify --command 'python3 features.py'", "What a program of yours computes."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady], run: run)

    /// `martlet features verify`: the part that is about features.
    static let features = Command(
        "verify", "Prove that no feature of a set knows later bars; `martlet verify` checks labels and models too.",
        options: bars, arguments: [sets],
        examples: [.init("martlet features verify alpha158 --cuts 200", "One set, cut at 200 times.")],
        exitCodes: [.success, .negative, .usage, .badData, .notReady]
    ) { arguments, context in try show(try VerifyRun(VerifyRequest(ofFeatures: arguments), context), context) }

    private static let sets = PositionalArgument(
        "SET", .path, .any,
        "Feature sets or label sets, by name or as files; all beside the configured one when none is given.")

    private static let options =
        [
            CommandOption(
                "only", .list(.choice(VerifyPart.allCases.map(\.rawValue))), value: "PART,…",
                "Check these parts only: features, labels, models."),
            CommandOption("command", .text, value: "COMMAND", "Check a program instead, run by the shell."),
            CommandOption(
                "tolerance", .number(0...1), value: "SHARE",
                "How far values of a program may move, as a share; 1e-12 by default."),
            CommandOption(
                "needs", .integer(1...1_000_000), value: "TIMES",
                "How many times a program must be given; later ones are removed only where so many stay."),
            CommandOption(
                "stairs", .integer(0...100_000), value: "COUNT",
                "At how many bars of two symbols a program is cut besides, in two runs of as many symbols; 400 by default."
            ),
            CommandOption(
                "time-limit", .integer(1...86_400), value: "SECONDS",
                "How long one run of a program may take; 60 by default."),
            CommandOption(
                "model", .list(.choice(ModelKind.allCases.map(\.rawValue))), value: "FAMILY,…",
                "Check these model families only."),
            CommandOption(
                "threads", .integer(0...1024), setting: "threads", "Threads to fit on; 0 is one for each core."),
        ] + bars

    private static let bars = [
        CommandOption(
            "cuts", .integer(1...100_000), value: "COUNT",
            "At how many times bars are cut; 30 by default, 12 for a program."),
        CommandOption("symbols", .list(.text), value: "SYMBOL,…", "Stored bars of these symbols, instead of some."),
        CommandOption("interval", .text, value: "INTERVAL", "The bars to check on, such as 1h; 1d by default."),
        CommandOption(
            "bars", .integer(50...1_000_000), value: "COUNT", "How many bars of a symbol; enough by default."),
        CommandOption("seed", .integer(0...Int.max), setting: "seed", "Seed of the cuts and of the bars made up."),
    ]

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        try show(try VerifyRun(VerifyRequest(arguments), context), context)
    }

    private static func show(_ run: VerifyRun, _ context: CommandContext) throws -> ExitCode {
        let display = context.progress("verifying")
        let results = try run.results(display)
        display.finish("seed \(run.seed)")
        let isClean = results.allSatisfy(\.report.isClean)
        if context.wantsJSON {
            context.json { VerifyJSON.write(results, run, to: &$0) }
        } else {
            VerifyText.show(results, context)
        }
        return isClean ? .success : .negative
    }
}

/// What can be checked by itself.
enum VerifyPart: String, CaseIterable {
    case features
    case labels
    case models
}

/// A report, the bars it is on, and how long it took.
struct VerifyResult {
    let report: VerificationReport
    let bars: String
    let seconds: Double
}
