import Base
import CommandLineInterface
import Evaluation
import Features
import Forecasting
import MarketData
import ModelRegistry
import Orchestration
import Serving

/// The command `martlet explain`.
enum ExplainCommand {
    static let command = Command(
        "explain", "Say what each feature adds to a forecast, or what it is worth out of sample.",
        discussion: """
            A forecast's parts sum to it: by the family's own exact rule where it has one (trees, lines), else by Kernel SHAP \
            against rows of the training time; --method lime fits a line near the row instead. --method permutation asks \
            another question: how much worse the family's forecasts of the test folds get when a feature's values are \
            shuffled; without a SYMBOL it asks it of all symbols together.
            """,
        options: [
            CommandOption("as-of", .text, value: "TIME", "Use only bars known then."),
            CommandOption("horizon", .integer(1...252), value: "BARS", "How many bars ahead; 1 by default."),
            CommandOption(
                "model", .text, value: "FAMILY", "A family of the symbol's models, or champion, which is the default."),
            CommandOption("method", .choice(["auto", "shap", "lime", "permutation"]), "How; auto by default."),
            CommandOption("top", .integer(1...10_000), value: "N", "How many features are shown; 15 by default."),
            CommandOption("repeats", .integer(1...1000), "How often each feature is shuffled; 5 by default."),
            CommandOption(
                "folds", .integer(2...100), setting: "walk_forward.folds", "Test folds of --method permutation."),
            CommandOption("interval", .text, value: "INTERVAL", "The bars to use, such as 1h; 1d by default."),
            CommandOption("threads", .integer(0...1024), setting: "threads", "Threads to use; 0 is one for each core."),
        ],
        arguments: [PositionalArgument("SYMBOL", .text, .optional, "Whose forecast.")],
        examples: [
            .init("martlet explain AAPL --as-of 2023-06-01 --horizon 5", "What made AAPL's forecast of that day."),
            .init("martlet explain AAPL --model lightgbm --top 30", "The same of one family, with more features."),
            .init("martlet explain AAPL --model ridge --method permutation", "What the features are worth to it."),
            .init(
                "martlet explain --model lightgbm --method permutation",
                "The same of the model of all symbols, which `martlet train --global` makes."),
            .init(
                "martlet explain AAPL --model lightgbm --method lime", "By a line near the row, whatever the family."),
            .init("martlet explain AAPL --horizon 5 --json", "Every feature's part, for programs."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady], run: run)

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let workspace = try Workspace.existing(context.configuration())
        let interval = try ArgumentReader.interval(arguments.text("interval"))
        let symbol = try arguments.text("SYMBOL").map(ArgumentReader.symbol)
        let model = arguments.text("model").flatMap { $0 == "champion" ? nil : $0 }
        let top = arguments.integer("top") ?? 15
        if arguments.text("method") == "permutation" {
            try ExplainImportance(workspace, symbol, interval, horizonBars: arguments.integer("horizon") ?? 1, model)
                .show(repeats: arguments.integer("repeats") ?? 5, top: top, context)
            return .success
        }
        guard let symbol else {
            throw CommandFailure(.usage, "no symbol is named", mend: "give one, such as `martlet explain AAPL`")
        }
        let asOf = try arguments.text("as-of").map { try ArgumentReader.instant($0, option: "--as-of") }
        let request = ForecastRequest(symbol: symbol, horizonBars: arguments.integer("horizon") ?? 1, asOf: asOf)
        let method = arguments.text("method").flatMap(ExplanationMethod.init(rawValue:)) ?? .automatic
        let explanation: ForecastExplanation
        do {
            explanation = try service(workspace, symbol, interval).explanation(
                of: request, model: model, method: method)
        } catch ServingError.invalid(field: "days", message: let message) {
            throw ServingError.invalid(field: "horizon", message: message)
        }
        if context.wantsJSON {
            context.json { ExplanationText.write(explanation, to: &$0) }
        } else {
            ExplanationText.show(explanation, top: top, context)
        }
        return .success
    }

    /// A service that knows the symbol's bars; all symbols' where features look across them.
    private static func service(
        _ workspace: Workspace, _ symbol: Symbol, _ interval: BarInterval
    ) throws -> MarketForecaster {
        let set = try workspace.featureSet().set
        let own = try workspace.bars.series(symbol, interval)
        guard try !own.isEmpty || !workspace.bars.catalogue().isEmpty else {
            throw CommandFailure(
                .notReady, "there are no bars yet", mend: "run `martlet ingest --sample` or `martlet ingest FILE`")
        }
        let history = set.isOfOneSymbol ? [own] : try workspace.bars.allSeries(interval)
        return try MarketForecaster(
            history: history, featureSet: set, registry: workspace.registry, quality: .init([]),
            feed: .off(clock: own.times.last),
            barsKnown: { [bars = workspace.bars] in try bars.series($0, interval, asOf: $1) })
    }
}

/// What the features are worth to a family on the test folds of a symbol, or of all.
private struct ExplainImportance {
    private let workspace: Workspace
    private let scope: String
    private let series: [BarSeries]
    private let specification: ModelSpecification
    private let target: ForecastTarget
    private let horizonBars: Int

    init(
        _ workspace: Workspace, _ symbol: Symbol?, _ interval: BarInterval, horizonBars: Int, _ family: String?
    ) throws {
        self.workspace = workspace
        let registry = workspace.registry
        let scope = RunManifest.scope(of: symbol, interval)
        self.scope = scope
        let all = try registry.models().filter { $0.scope == scope }
        guard let name = all.sorted().first(where: { $0.horizonBars >= horizonBars }) else {
            if symbol == nil {
                throw CommandFailure(
                    .notReady,
                    "there is no model of all symbols for \(horizonBars) \(horizonBars == 1 ? "bar" : "bars") ahead",
                    mend: "train it with `martlet train --global`")
            }
            throw RegistryError.unknownModel(
                "\(scope).h\(horizonBars)", known: try registry.models().map(\.description))
        }
        let versions = try registry.latestVersions(of: name)
        let champion = try registry.version(.champion, of: name)
        guard let version = family == nil ? champion : versions.first(where: { $0.label == family }) else {
            throw CommandFailure(
                .negative, "\(name) has no \(family ?? "champion")",
                mend: "it has \(versions.map(\.label).joined(separator: ", "))")
        }
        guard !version.isNaive else {
            throw CommandFailure(
                .negative, "\(version.label), which is asked of, rests on no features",
                mend: "name a family by --model, such as \(versions.first { !$0.isNaive }?.label ?? "ridge")")
        }
        let manifest = try registry.run(version.runID).manifest
        specification = manifest.specification
        target = manifest.target
        self.horizonBars = name.horizonBars
        series = try manifest.symbols.map { try workspace.bars.series($0, interval).upTo(manifest.dataThrough) }
    }

    func show(repeats: Int, top: Int, _ context: CommandContext) throws {
        let plan = try workspace.trainingPlan()
        let panel = try Panel.build(series: series, featureSet: plan.featureSet, horizons: [horizonBars])
        let table = LearningTable(panel, horizonIndex: 0, target: target)
        let walk = WalkForward(
            folds: plan.folds, initialTrainFraction: plan.initialTrainFraction, purgeBars: horizonBars,
            embargoBars: plan.embargoBars)
        let display = context.progress("measuring \(table.featureCount) features")
        let importance = try ExplanationImportance.measure(
            specification, table, walk: walk, repeats: repeats, seed: plan.seed, threads: plan.threads
        ) { display.update(done: $0, total: $1, text: scope) }
        display.finish("\(importance.folds) folds, \(importance.rows) forecasts")
        if context.wantsJSON {
            context.json { ExplanationText.write(importance, scope, horizonBars, to: &$0) }
        } else {
            ExplanationText.show(importance, scope, horizonBars, top: top, context)
        }
    }
}
