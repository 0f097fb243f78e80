import Base
import CommandLineInterface
import Forecasting
import Glibc
import ModelRegistry
import Orchestration
import Tuning

/// The command `martlet tune`.
enum TuneCommand {
    static let command = Command(
        "tune", "Search for a family's parameters, and judge the choice on bars that the search did not see.",
        discussion: """
            The search walks forward inside the earlier part of the time only. Its choice and the untuned parameters are then \
            both judged on the last part (--outer), which no trial has seen. Every trial is in the registry as soon as it \
            ends: given again, the same command always goes on where a search was that was stopped or killed.

            The choice is used by `martlet train --parameters-from STUDY`, which trains for the same symbols, target and \
            horizon and judges forecasts of the last part only.
            """,
        options: options,
        arguments: [
            PositionalArgument(
                "MODEL", .choice(ModelKind.allCases.filter { !$0.isNaive }.map(\.rawValue)), .any,
                "The families to tune.")
        ],
        examples: [
            .init("martlet tune lightgbm --symbols AAPL --trials 40", "Forty trials of a LightGBM for AAPL."),
            .init("martlet tune ridge --global --space expected_r2=0.001..0.1:log", "One parameter, all symbols."),
            .init("martlet tune --list", "The searches there are."),
            .init("martlet tune --show 3f2a90c1d7e4", "What came of one of them."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady, .interrupted, .terminated], run: run)

    private static let options = [
        CommandOption("symbols", .list(.text), value: "SYMBOL,…", "Tune for each of these symbols."),
        CommandOption("global", .flag, "Tune one model of all symbols (or of those named) together."),
        CommandOption("horizon", .integer(1...252), value: "BARS", "How many bars ahead; 5 by default."),
        CommandOption(
            "target", .text, value: "TARGET",
            "What is forecast: return (the default), outperformance:universe or outperformance:SYMBOL."),
        CommandOption("interval", .text, value: "INTERVAL", "The bars to use, such as 1h; 1d by default."),
        CommandOption(
            "method", .choice(TuneArguments.methods), "How to search; tpe by default, which learns from earlier trials."
        ),
        CommandOption("trials", .integer(1...1_000_000), "How many points to try at the most; 30 by default."),
        CommandOption(
            "space", .list(.text), value: "SPACE",
            "What to search: NAME=FROM..TO[:log],NAME=A|B|C,… or a YAML file; else what is built in for the family."),
        CommandOption(
            "intervals", .choice(IntervalMethod.allCases.map(\.rawValue)),
            "How the width of forecasts is found; residuals by default."),
        CommandOption(
            "loss", .choice(TuningLoss.allCases.map(\.rawValue)), "What trials are compared by; mse (−R²) by default."),
        CommandOption(
            "outer", .number(0.05...0.8), value: "SHARE",
            "The last share of the time, kept from the search; 0.3 by default."),
        CommandOption("no-early-stop", .flag, "Give every trial all folds."),
        CommandOption(
            "folds", .integer(2...100), setting: "walk_forward.folds", "Folds inside the search, and after it."),
        CommandOption("features", .path, setting: "feature_set", "The file of the feature set."),
        CommandOption("hold-out", .integer(0...100_000), value: "BARS", "Keep the last bars from all of it."),
        CommandOption("seed", .integer(0...Int.max), setting: "seed", "Seed of everything random."),
        CommandOption("threads", .integer(0...1024), setting: "threads", "Threads to use; 0 is one for each core."),
        CommandOption(
            "budget-seconds", .integer(0...31_536_000), value: "SECONDS",
            "Begin no trial after so long; the best so far is judged."),
        CommandOption("list", .flag, "List the searches there are."),
        CommandOption("show", .text, value: "STUDY", "Show what came of a search."),
    ]

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let workspace = try Workspace.existing(context.configuration())
        if arguments.flag("list") {
            try StudyText.list(workspace.registry, context)
            return .success
        }
        if let study = arguments.text("show") {
            try StudyText.show([TuningReport(workspace.registry, study: study)], context)
            return .success
        }
        let kinds = arguments.texts("MODEL").compactMap(ModelKind.init(rawValue:))
        guard !kinds.isEmpty else {
            throw CommandFailure(
                .usage, "no family is named", mend: "give one or more, such as `martlet tune lightgbm --symbols AAPL`")
        }
        Interruption.listen()
        var reports: [TuningReport] = []
        var isStopped = false
        for kind in kinds where !isStopped {
            let plan = try TuneArguments.plan(kind, arguments, workspace)
            let job = TuningJob(
                store: workspace.bars, registry: workspace.registry, plan: plan, clock: Instant.now,
                shouldStop: { Interruption.came != nil })
            let display = context.progress("tuning \(kind.rawValue)")
            let outcomes = try job.run { display.update(done: $0, total: $1, text: $2) }
            isStopped = outcomes.contains { $0.end == .stopped }
            let new = outcomes.reduce(0) { $0 + $1.newTrials }
            display.finish("\(new) trials" + (isStopped ? " before it was stopped; the same command goes on" : ""))
            reports += try outcomes.map { try TuningReport(workspace.registry, study: $0.study) }
        }
        try StudyText.show(reports, context)
        return isStopped ? (Interruption.came == SIGTERM ? .terminated : .interrupted) : .success
    }
}

/// Reads the options of a search into a plan.
enum TuneArguments {
    static let methods = ["grid", "random", "tpe", "halving", "asha"]

    static func plan(
        _ kind: ModelKind, _ arguments: ParsedArguments, _ workspace: Workspace
    ) throws -> TuningPlan {
        var data = try workspace.trainingPlan()
        data.interval = try ArgumentReader.interval(arguments.text("interval"))
        data.target = try ArgumentReader.target(arguments.text("target"))
        data.holdOutBars = arguments.integer("hold-out") ?? 0
        let symbols = try arguments.texts("symbols").map(ArgumentReader.symbol)
        guard arguments.flag("global") || !symbols.isEmpty else {
            throw CommandFailure(
                .usage, "no symbol is named", mend: "give --symbols AAPL,MSFT, or --global for one model of all symbols"
            )
        }
        data.symbols = symbols.isEmpty ? nil : symbols
        data.scope = arguments.flag("global") ? .global : .perSymbol(global: false)
        let horizon = arguments.integer("horizon") ?? 5
        data.horizons = [horizon]
        data.intervals = FamilyArguments(arguments).intervals ?? .residuals
        let space = try space(kind, arguments.texts("space"))
        let trials = arguments.integer("trials") ?? 30
        var plan: TuningPlan
        do {
            let untuned = try ModelSpecification(kind: kind, seed: data.seed, intervals: data.intervals)
            plan = try TuningPlan(
                data: data, untuned: untuned, horizonBars: horizon, space: space,
                method: method(arguments.text("method") ?? "tpe", trials, space, folds: data.folds))
        } catch {
            throw CommandFailure(.usage, "--space: \(error)")
        }
        plan.loss = arguments.text("loss").flatMap(TuningLoss.init(rawValue:)) ?? .squaredError
        plan.outerShare = arguments.number("outer") ?? 0.3
        plan.stopsEarly = !arguments.flag("no-early-stop")
        plan.budgetSeconds = arguments.integer("budget-seconds").map(Double.init)
        return plan
    }

    private static func space(_ kind: ModelKind, _ texts: [String]) throws -> SearchSpace {
        if texts.isEmpty {
            guard let space = TuningSpace.builtIn(kind) else {
                let names = ModelSpecification.standard(kind).parameters.keys.sorted()
                throw CommandFailure(
                    .usage, "there is no space built in for \(kind.rawValue)",
                    mend: names.isEmpty
                        ? "it has no parameters to search"
                        : "give --space with some of \(names.joined(separator: ", "))")
            }
            return space
        }
        guard texts.count == 1, !texts[0].contains("=") else { return try TuningSpace.parse(texts) }
        return try TuningSpace.parse(
            yaml: String(decoding: SmallFile.read(path: texts[0]), as: UTF8.self), source: texts[0])
    }

    private static func method(_ name: String, _ trials: Int, _ space: SearchSpace, folds: Int) -> SearchMethod {
        // Rungs of a ninth, a third and all of the folds, or of a third and all where there are few.
        let least = folds >= 9 ? (folds + 8) / 9 : (folds + 2) / 3
        let rungs = HalvingPlan(configurations: trials, leastBudget: least, mostBudget: folds)
        switch name {
        case "grid": return .grid(points: gridPoints(trials, space))
        case "random": return .random(trials: trials)
        case "halving": return .successiveHalving(rungs)
        case "asha": return .asynchronousHalving(rungs)
        default: return .treeParzen(trials: trials, TreeParzenOptions())
        }
    }

    /// The most steps of each range that make a grid of at most so many points.
    private static func gridPoints(_ trials: Int, _ space: SearchSpace) -> Int {
        var (points, tooMany) = (1, trials + 1)
        while tooMany - points > 1 {
            let middle = points + (tooMany - points) / 2
            let count = space.gridValues(points: middle).reduce(1.0) { $0 * Double($1.count) }
            if count <= Double(trials) { points = middle } else { tooMany = middle }
        }
        return points
    }
}
