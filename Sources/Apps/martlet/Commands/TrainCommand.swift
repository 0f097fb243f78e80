import Base
import CommandLineInterface
import Forecasting
import Glibc
import ModelRegistry
import Orchestration

/// The command `martlet train`.
enum TrainCommand {
    static let command = Command(
        "train", "Train models, judge them by walk-forward, and let the gate choose champions.",
        discussion: """
            Every model is fitted on expanding windows and scored on what comes after each, beside the naive forecasts. \
            A model becomes champion only when the Clark-West tests against persistence and drift, adjusted by Holm for everything \
            tried on the symbol, and the return R² out of sample both speak for it; else persistence stays champion and \
            the reason is kept. What was trained on the same data with the same settings is not trained again.

            Ctrl-C ends it after the fit under way and keeps the symbols and horizons that are finished: the same command goes on \
            with the others. A second one ends it at once.
            """,
        options: options,
        examples: [
            .init(
                "martlet train", "The standard families for every symbol, and a LightGBM of all symbols beside them."),
            .init("martlet train --symbols AAPL,MSFT --model ridge", "One family for two symbols."),
            .init("martlet train --global --model lightgbm", "One LightGBM of all symbols, judged on all of them."),
            .init(
                "martlet train --symbols AAPL --model lightgbm --parameter lightgbm.num_leaves=31",
                "A family with a parameter other than its default."),
            .init(
                "martlet train --symbols AAPL --model ridge --target outperformance:SPY",
                "How much better AAPL will do than SPY."),
            .init(
                "martlet train --symbols AAPL --model stacking --members ridge,arima",
                "An ensemble of families other than the standard ones."),
            .init("martlet train --parameters-from 3f2a90c1d7e4", "What `martlet tune` chose, for what it was chosen."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady, .interrupted, .terminated], run: run)

    private static let options = [
        CommandOption("symbols", .list(.text), value: "SYMBOL,…", "Train for these symbols only."),
        CommandOption(
            "model", .list(.choice(ModelKind.allCases.map(\.rawValue))), value: "FAMILY,…",
            "Try these families instead of ridge, random-forest, lightgbm and ensemble; the naive ones are always judged beside "
                + "them."),
        CommandOption(
            "target", .text, value: "TARGET",
            "What is forecast: return (the default), outperformance:universe (with --global) or outperformance:SYMBOL. Models "
                + "of another target than the return are shown by `models show` and judged by `evaluate`, not served by "
                + "`predict`."),
        CommandOption(
            "parameter", .pair, value: "FAMILY.NAME=VALUE",
            "A parameter in place of the family's default, such as lightgbm.num_leaves=31; may be given again."),
        CommandOption(
            "members", .list(.choice(ModelKind.allCases.filter { !$0.isEnsemble }.map(\.rawValue))), value: "FAMILY,…",
            "What ensembles are made of; ridge, random forest and LightGBM by default."),
        CommandOption(
            "parameters-from", .text, value: "STUDY",
            "Take the parameters a search chose, for its symbols, target, horizon, bars and features; only forecasts of bars "
                + "that it did not see are judged."),
        CommandOption("global", .flag, "Train on all symbols together, instead of one by one."),
        CommandOption("interval", .text, value: "INTERVAL", "The bars to train on, such as 1h; 1d by default."),
        CommandOption(
            "features", .text, value: "SET",
            "A feature set's name, or the path of its file; models are served while it is the setting feature_set."),
        CommandOption(
            "intervals", .choice(IntervalMethod.allCases.map(\.rawValue)),
            "How the width of forecasts is found; residuals by default."),
        CommandOption(
            "horizons", .list(.integer(1...252)), setting: "horizons", "How many bars ahead, such as 1,5,21."),
        CommandOption("folds", .integer(2...100), setting: "walk_forward.folds", "Test folds of the walk-forward."),
        CommandOption("hold-out", .integer(0...100_000), value: "BARS", "Keep the last bars from training."),
        CommandOption("seed", .integer(0...Int.max), setting: "seed", "Seed of everything random."),
        CommandOption("threads", .integer(0...1024), setting: "threads", "Threads to use; 0 is one for each core."),
    ]

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let workspace = try Workspace.existing(context.configuration())
        let plan = try TrainArguments(arguments, workspace).plan()
        let display = context.progress("training")
        Interruption.listen()
        let job = TrainingJob(
            store: workspace.bars, registry: workspace.registry, plan: plan, clock: Instant.now,
            shouldStop: { Interruption.came != nil })
        let report = try job.run { display.update(done: $0, total: $1, text: $2) }
        let counts =
            "\(report.trained) \(report.trained == 1 ? "model" : "models") chosen, \(report.outcomes.count - report.trained) up to date"
        display.finish(report.wasStopped ? "\(counts) before it was stopped; the same command goes on" : counts)
        show(report, context)
        guard report.wasStopped else { return .success }
        return Interruption.came == SIGTERM ? .terminated : .interrupted
    }

    private static func show(_ report: TrainingReport, _ context: CommandContext) {
        guard !context.wantsJSON else {
            context.json { writer in
                writer.array("models") { writer in
                    for outcome in report.outcomes { writer.object { write(outcome, to: &$0) } }
                }
                writer.member("stopped", report.wasStopped)
                writer.array("skipped") { writer in
                    for skipped in report.skipped {
                        writer.object { writer in
                            writer.member("symbol", skipped.symbol.name)
                            writer.member("reason", skipped.reason)
                        }
                    }
                }
            }
            return
        }
        var table = TextTable([.text("model"), .text("champion"), .number("version"), .sentence("why")])
        for outcome in report.outcomes {
            table.add([
                outcome.model.description, outcome.champion.label, String(outcome.champion.version), outcome.reason,
            ])
        }
        if !report.outcomes.isEmpty { context.table(table) }
        for skipped in report.skipped { context.note("left out \(skipped.symbol): \(skipped.reason)") }
    }

    private static func write(_ outcome: TrainingReport.Outcome, to writer: inout JSONWriter) {
        writer.member("model", outcome.model.description)
        writer.member("champion", outcome.champion.label)
        writer.member("version", outcome.champion.version)
        writer.member("reason", outcome.reason)
        writer.member("up_to_date", outcome.isUpToDate)
    }
}
