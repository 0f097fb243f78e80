import Base
import CommandLineInterface
import Evaluation
import Forecasting
import Orchestration

/// Reads what users of `martlet evaluate` type.
struct EvaluationArguments {
    private let arguments: ParsedArguments
    private let workspace: Workspace

    init(_ arguments: ParsedArguments, _ workspace: Workspace) {
        self.arguments = arguments
        self.workspace = workspace
    }

    func order() throws -> EvaluationOrder {
        let configuration = workspace.configuration
        let set = try SetFiles(configuration).load(arguments.text("features"))
        var order = EvaluationOrder(
            featureSet: set, codeVersion: "martlet \(BuildInformation.version)+\(BuildInformation.commit)")
        let symbols = try arguments.texts("symbols").map(ArgumentReader.symbol)
        order.symbols = symbols.isEmpty ? nil : symbols
        guard !(arguments.flag("global") && arguments.flag("each")) else {
            throw CommandFailure(.usage, "--global and --each exclude each other", mend: "give one of them")
        }
        order.isPerSymbol = arguments.flag("each")
        order.interval = try ArgumentReader.interval(arguments.text("interval"))
        order.target = try ArgumentReader.target(arguments.text("target"))
        order.horizons = Set(configuration[Settings.horizons]).sorted()
        order.from = try arguments.text("from").map { Instant(try ArgumentReader.date($0, option: "--from")) }
        // The whole day is left in.
        order.through = try arguments.text("to").map {
            Instant(try ArgumentReader.date($0, option: "--to").advanced(byDays: 1)).advanced(bySeconds: -1)
        }
        if let from = order.from, let through = order.through, from > through {
            throw CommandFailure(.usage, "--from is after --to", mend: "exchange them")
        }
        order.asOf = try arguments.text("as-of").map { try ArgumentReader.instant($0, option: "--as-of") }
        order.folds = configuration[Settings.walkForwardFolds]
        order.initialTrainFraction = configuration[Settings.walkForwardInitialFraction]
        order.embargoBars = configuration[Settings.walkForwardEmbargoBars]
        order.alpha = configuration[Settings.gateAlpha]
        order.seed = UInt64(configuration[Settings.seed])
        order.threads = workspace.threads
        order.ranksFeatures = !arguments.flag("no-importance")
        order.scheme = try scheme(folds: order.folds)
        order.specifications = try specifications(seed: order.seed)
        order.command = EvaluationArguments.commandLine(CommandLine.arguments)
        return order
    }

    private func scheme(folds: Int) throws -> Evaluator.Scheme {
        let name = arguments.text("scheme") ?? "expanding"
        if arguments.text("window") != nil, name != "rolling" {
            throw CommandFailure(.usage, "--window goes with --scheme rolling", mend: "leave it out")
        }
        if arguments.text("test-groups") != nil, name != "combinatorial" {
            throw CommandFailure(.usage, "--test-groups goes with --scheme combinatorial", mend: "leave it out")
        }
        switch name {
        case "rolling":
            guard let window = arguments.integer("window") else {
                throw CommandFailure(.usage, "--scheme rolling needs a window", mend: "give one such as --window 750")
            }
            return .rolling(bars: window)
        case "kfold": return .purgedKFold
        case "combinatorial":
            let groups = arguments.integer("test-groups") ?? 2
            guard groups < folds else {
                throw CommandFailure(
                    .usage, "--test-groups \(groups) leaves nothing of \(folds) folds to learn from",
                    mend: "give fewer, or more --folds")
            }
            // Each of the splits is a fit of every model.
            let splits = (0..<groups).reduce(1) { $0 * (folds - $1) / ($1 + 1) }
            guard splits <= 1000 else {
                throw CommandFailure(
                    .usage, "\(groups) of \(folds) folds are \(splits) splits", mend: "give fewer of either: up to 1000"
                )
            }
            return .combinatorial(testGroups: groups)
        default: return .expanding
        }
    }

    private func specifications(seed: UInt64) throws -> [ModelSpecification] {
        let families = FamilyArguments(arguments)
        let wanted = families.named.isEmpty ? ModelKind.allCases.filter(\.isStandard) : families.named
        let parameters = try families.parameters(of: wanted, "judged")
        let members = try families.members(of: wanted)
        return try wanted.map { kind in
            try ModelSpecification(
                kind: kind, parameters: parameters[kind] ?? [:], seed: seed, members: kind.isEnsemble ? members : nil,
                intervals: families.intervals ?? .residuals)
        }
    }

    /// The command line as a reader may repeat it: without where files lie on this machine and how it was shown.
    static func commandLine(_ words: [String]) -> String {
        let left = ["--data-dir", "--report", "--config", "--threads"]
        var result = ["martlet"]
        var skipsNext = false
        for word in words.dropFirst() {
            if skipsNext {
                skipsNext = false
            } else if left.contains(word) {
                skipsNext = true
            } else if left.contains(where: { word.hasPrefix($0 + "=") }) || ["--json", "--quiet", "-q"].contains(word) {
                continue
            } else {
                let kept = word.hasPrefix("/") ? word.split(separator: "/").last.map(String.init) ?? word : word
                result.append(kept.contains(" ") ? "'\(kept)'" : kept)
            }
        }
        return result.joined(separator: " ")
    }
}
