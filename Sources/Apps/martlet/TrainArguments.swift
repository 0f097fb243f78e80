import Base
import CommandLineInterface
import Features
import Forecasting
import ModelRegistry
import Orchestration

/// Reads what users of `martlet train` type.
struct TrainArguments {
    private let arguments: ParsedArguments
    private let workspace: Workspace
    private let families: FamilyArguments

    init(_ arguments: ParsedArguments, _ workspace: Workspace) {
        self.arguments = arguments
        self.workspace = workspace
        families = FamilyArguments(arguments)
    }

    func plan() throws -> TrainingPlan {
        var plan = try workspace.trainingPlan()
        plan.interval = try ArgumentReader.interval(arguments.text("interval"))
        plan.target = try ArgumentReader.target(arguments.text("target"))
        plan.holdOutBars = arguments.integer("hold-out") ?? 0
        if let set = arguments.text("features") {
            (plan.featureSet, plan.featureSetText) = try SetFiles(workspace.configuration).loadWithText(set)
        }
        let symbols = try arguments.texts("symbols").map(ArgumentReader.symbol)
        plan.symbols = symbols.isEmpty ? nil : symbols
        if !families.named.isEmpty { plan.kinds = families.named }
        if arguments.flag("global") { plan.scope = .global }
        if let id = arguments.text("parameters-from") {
            try StudyChoice(id, workspace).set(in: &plan, arguments, isFeatureSetGiven: isFeatureSetGiven)
        }
        if plan.scope != .global { plan.scope = .perSymbol(global: plan.kinds.contains(.lightgbm)) }
        plan.intervals = families.intervals ?? plan.intervals
        let used = ModelKind.allCases.filter { $0.isNaive || plan.kinds.contains($0) }
        plan.members = try families.members(of: used) ?? plan.members
        for (kind, parameters) in try families.parameters(of: used, "trained") {
            plan.parameters[kind, default: [:]].merge(parameters) { $1 }
        }
        do {
            _ = try plan.specifications()
        } catch {
            throw CommandFailure(.usage, error.description)
        }
        return plan
    }

    /// Whether the command line names a feature set, by its own option or as the setting.
    private var isFeatureSetGiven: Bool {
        if arguments.text("features") != nil { return true }
        if case .flag = workspace.configuration.entry(Settings.featureSet.declaration.key)?.origin { return true }
        return false
    }
}

/// What a search chose, and for what.
private struct StudyChoice {
    private let id: String
    private let run: RunManifest
    private let parameters: [String: Double]
    private let searchThrough: Instant

    init(_ id: String, _ workspace: Workspace) throws {
        let report = try TuningReport(workspace.registry, study: id)
        guard let best = report.bestParameters else {
            throw CommandFailure(
                .negative, "study \(id) has no trial with a score yet", mend: "run its `martlet tune` again")
        }
        self.id = id
        run = report.study.manifest.run
        parameters = best
        searchThrough = report.study.manifest.searchThrough
    }

    /// Takes what the command line leaves open from the study, and refuses what contradicts it.
    func set(in plan: inout TrainingPlan, _ arguments: ParsedArguments, isFeatureSetGiven: Bool) throws {
        let specification = run.specification
        if arguments.texts("model").isEmpty { plan.kinds = [specification.kind] }
        try agree("model", plan.kinds.contains(specification.kind), "tuned \(specification.kind.rawValue)")
        plan.parameters[specification.kind] = parameters
        plan.intervals = specification.intervals
        if specification.kind.isEnsemble { plan.members = specification.memberKinds }
        plan.judgedAfter = searchThrough

        if arguments.integers("horizons").isEmpty { plan.horizons = [run.horizonBars] }
        try agree("horizons", plan.horizons.contains(run.horizonBars), "looked \(run.horizonBars) bars ahead")
        if arguments.text("target") == nil { plan.target = run.target }
        try agree("target", plan.target == run.target, "forecast \(run.target)")
        if arguments.text("interval") == nil, let own = BarInterval(run.interval) { plan.interval = own }
        try agree("interval", plan.interval.description == run.interval, "used bars of \(run.interval)")
        try setSymbols(in: &plan)
        if !isFeatureSetGiven {
            plan.featureSet = try FeatureSet.parse(yaml: run.featureSetText, source: "study \(id)")
            plan.featureSetText = run.featureSetText
        }
        try agree(
            "features", plan.featureSet.hash == run.featureSetHash,
            "used \(run.featureSet) as it is defined there")
    }

    private func setSymbols(in plan: inout TrainingPlan) throws {
        let isGlobal = BarInterval(run.interval).map { RunManifest.scope(of: nil, $0, target: run.target) } == run.scope
        try agree("global", plan.scope != .global || isGlobal, "was of one symbol by itself")
        if isGlobal { plan.scope = .global }
        let names = run.symbols.prefix(6).map(\.name).joined(separator: ", ")
        let more = run.symbols.count > 6 ? " and \(run.symbols.count - 6) more" : ""
        let given = plan.symbols ?? run.symbols
        try agree("symbols", Set(given) == Set(run.symbols), "was of \(names)\(more)")
        plan.symbols = run.symbols
    }

    private func agree(_ option: String, _ isSame: Bool, _ what: String) throws {
        guard !isSame else { return }
        throw CommandFailure(
            .usage, "--\(option) contradicts --parameters-from: study \(id) \(what)",
            mend: "leave --\(option) out, or give the parameters by --parameter")
    }
}
