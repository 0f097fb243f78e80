import Base
import CommandLineInterface
import Forecasting
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
            """,
        options: options,
        examples: [
            .init("martlet train", "All families for every symbol, and a LightGBM of all symbols beside them."),
            .init("martlet train --symbols AAPL,MSFT --model ridge", "One family for two symbols."),
            .init("martlet train --global --model lightgbm", "One LightGBM of all symbols, judged on all of them."),
            .init(
                "martlet train --symbols AAPL --parameters-from 3f2a90c1d7e4",
                "With what `martlet tune` chose for AAPL."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady], run: run)

    private static let options = [
        CommandOption("symbols", .list(.text), value: "SYMBOL,…", "Train for these symbols only."),
        CommandOption(
            "model", .list(.choice(ModelKind.allCases.map(\.rawValue))), value: "FAMILY,…",
            "Try these families only; the naive ones are always judged beside them."),
        CommandOption(
            "target", .text, value: "TARGET",
            "What is forecast: return (the default), outperformance:universe or outperformance:SYMBOL."),
        CommandOption(
            "parameter", .pair, value: "FAMILY.NAME=VALUE",
            "A parameter in place of the family's default, such as lightgbm.num_leaves=31; may be given again."),
        CommandOption(
            "parameters-from", .text, value: "STUDY",
            "Take the parameters a search chose; only forecasts of bars that it did not see are judged."),
        CommandOption("global", .flag, "Train on all symbols together, instead of one by one."),
        CommandOption("interval", .text, value: "INTERVAL", "The bars to train on, such as 1h; 1d by default."),
        CommandOption(
            "horizons", .list(.integer(1...252)), setting: "horizons", "How many bars ahead, such as 1,5,21."),
        CommandOption("folds", .integer(2...100), setting: "walk_forward.folds", "Test folds of the walk-forward."),
        CommandOption("hold-out", .integer(0...100_000), value: "BARS", "Keep the last bars from training."),
        CommandOption("seed", .integer(0...Int.max), setting: "seed", "Seed of everything random."),
        CommandOption("threads", .integer(0...1024), setting: "threads", "Threads to use; 0 is one for each core."),
    ]

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let workspace = try Workspace.existing(context.configuration())
        var plan = try workspace.trainingPlan()
        plan.interval = try ArgumentReader.interval(arguments.text("interval"))
        plan.target = try ArgumentReader.target(arguments.text("target"))
        plan.holdOutBars = arguments.integer("hold-out") ?? 0
        let symbols = try arguments.texts("symbols").map(ArgumentReader.symbol)
        plan.symbols = symbols.isEmpty ? nil : symbols
        let kinds = arguments.texts("model").compactMap(ModelKind.init(rawValue:))
        if !kinds.isEmpty { plan.kinds = kinds }
        try TrainParameters.read(arguments, workspace.registry, into: &plan)
        let usesGlobal = plan.kinds.contains(.lightgbm)
        plan.scope = arguments.flag("global") ? .global : .perSymbol(global: usesGlobal)
        let display = context.progress("training")
        let job = TrainingJob(
            store: workspace.bars, registry: workspace.registry, plan: plan, clock: Instant.now)
        let report = try job.run { display.update(done: $0, total: $1, text: $2) }
        display.finish("\(report.trained) models chosen, \(report.outcomes.count - report.trained) up to date")
        show(report, context)
        return .success
    }

    private static func show(_ report: TrainingReport, _ context: CommandContext) {
        guard !context.wantsJSON else {
            context.json { writer in
                writer.array("models") { writer in
                    for outcome in report.outcomes { writer.object { write(outcome, to: &$0) } }
                }
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
        context.table(table)
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

/// Reads parameters that differ from the families' defaults into a plan.
private enum TrainParameters {
    static func read(_ arguments: ParsedArguments, _ registry: ModelRegistry, into plan: inout TrainingPlan) throws {
        if let id = arguments.text("parameters-from") { try take(id, registry, arguments, into: &plan) }
        for pair in arguments.texts("parameter") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            let name = parts[0].split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, name.count == 2, let kind = ModelKind(rawValue: name[0]),
                let value = Double(parts[1])
            else {
                throw CommandFailure(
                    .usage, "--parameter \(pair) is not understood",
                    mend: "give family, name and number, such as lightgbm.num_leaves=31")
            }
            plan.parameters[kind, default: [:]][name[1]] = value
        }
        for (kind, parameters) in plan.parameters {
            do {
                _ = try ModelSpecification.standard(kind).with(parameters)
            } catch {
                throw CommandFailure(.usage, error.description)
            }
        }
    }

    /// The choice of a search: its family and horizon where none are named, its parameters, and the time from which forecasts may
    /// be judged.
    private static func take(
        _ id: String, _ registry: ModelRegistry, _ arguments: ParsedArguments, into plan: inout TrainingPlan
    ) throws {
        let report = try TuningReport(registry, study: id)
        let run = report.study.manifest.run
        guard let best = report.bestParameters else {
            throw CommandFailure(
                .negative, "study \(id) has no trial with a score yet", mend: "run its `martlet tune` again")
        }
        let kind = run.specification.kind
        plan.parameters[kind] = best
        plan.judgedAfter = report.study.manifest.searchThrough
        if arguments.texts("model").isEmpty { plan.kinds = [kind] }
        if arguments.integers("horizons").isEmpty { plan.horizons = [run.horizonBars] }
    }
}
