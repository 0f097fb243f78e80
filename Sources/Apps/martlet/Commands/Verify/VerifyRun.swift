import Base
import CommandLineInterface
import Evaluation
import Features
import Forecasting

/// One call of `martlet verify`: what is checked, on what.
struct VerifyRun {
    let seed: UInt64
    let bars: VerifyBars
    private let configuration: Configuration
    private let note: (String) -> Void
    private let arguments: ParsedArguments
    private let parts: [VerifyPart]

    /// Reads what is asked; `parts` where the command itself says what it checks.
    init(_ arguments: ParsedArguments, _ context: CommandContext, parts: [VerifyPart]? = nil) throws {
        self.arguments = arguments
        note = { context.note($0) }
        configuration = try context.configuration()
        seed = UInt64(configuration[Settings.seed])
        let asked = arguments.texts("only").compactMap(VerifyPart.init(rawValue:))
        self.parts = parts ?? (asked.isEmpty ? VerifyPart.allCases : asked)
        bars = try VerifyBars(
            configuration, symbols: try arguments.texts("symbols").map(ArgumentReader.symbol),
            interval: try ArgumentReader.interval(arguments.text("interval")), count: arguments.integer("bars"),
            seed: seed)
    }

    /// Makes all checks, telling what is at work.
    func results(_ display: ProgressDisplay) throws -> [VerifyResult] {
        if let command = arguments.text("command") {
            guard arguments.texts("SET").isEmpty else {
                throw CommandFailure(
                    .usage, "--command checks a program, not feature sets", mend: "leave one of them out")
            }
            return [try timed { try program(command, display) }]
        }
        let sets = try SetFiles(configuration).load(arguments.texts("SET"), allowsLookAhead: true)
        var results: [VerifyResult] = []
        if parts.contains(.features) {
            for (index, set) in sets.enumerated() {
                display.update(done: index, total: sets.count, text: "\(set.name)@\(set.version)")
                results.append(try timed { try features(set) })
            }
        }
        if parts.contains(.labels) {
            display.update(done: 0, text: "labels")
            results.append(try timed { try targets() })
            for set in try SetFiles(configuration).labels() {
                results.append(try timed { try labels(set) })
            }
        }
        if parts.contains(.models) {
            let configured = arguments.texts("SET").isEmpty ? [try SetFiles(configuration).load()] : sets
            for set in configured {
                results.append(try timed { try models(set, display) })
            }
        }
        return results
    }

    private func timed(_ body: () throws -> VerificationReport) rethrows -> VerifyResult {
        let (report, seconds) = try Stopwatch.time(body)
        return VerifyResult(report: report, seconds: seconds)
    }

    private var cuts: Int { arguments.integer("cuts") ?? 30 }

    private func features(_ set: FeatureSet) throws -> VerificationReport {
        let lots = try bars.lots(for: set)
        let own = FeatureSetVerifier(set).report(on: lots, cuts: cuts, seed: seed)
        guard !set.looksAhead else { return own }
        let horizons = configuration[Settings.horizons]
        let tables = try lots.flatMap {
            try TrainingTableVerifier.verify(set, horizons: horizons, on: $0, cuts: min(cuts, 10), seed: seed)
        }
        return VerificationReport(
            title: own.title, kind: own.kind, subjects: own.subjects, outcomes: own.outcomes + tables,
            silent: own.silent)
    }

    /// What models are trained on.
    private func targets() throws -> VerificationReport {
        let horizons = Set(configuration[Settings.horizons]).sorted()
        return try LabelVerifier.report(
            on: horizons.map(LabelUnderTest.logReturn), title: "targets", try bars.lots(with: []), cuts: cuts,
            seed: seed)
    }

    private func labels(_ set: LabelSet) throws -> VerificationReport {
        try LabelVerifier.report(
            on: LabelUnderTest.all(of: set), title: "labels \(set.name)@\(set.version)",
            try bars.lots(with: set.benchmarks), cuts: cuts, seed: seed)
    }

    private func models(_ set: FeatureSet, _ display: ProgressDisplay) throws -> VerificationReport {
        let asked = arguments.texts("model").compactMap(ModelKind.init(rawValue:))
        let kinds = asked.isEmpty ? ModelKind.allCases : asked
        guard !set.looksAhead else {
            let obstacle = "no model may see a set that reads later bars"
            return VerificationReport(
                title: "models on \(set.name)@\(set.version)", kind: "models", subjects: kinds.count,
                outcomes: [VerificationOutcome(.fitTruncation, obstacle: obstacle)])
        }
        let verifier = ModelVerifier(
            featureSet: set, horizonBars: configuration[Settings.horizons].min() ?? 1, seed: seed)
        return try verifier.report(
            on: kinds.map { .trainer(.standard($0, seed: seed)) }, try bars.lots(for: set),
            threads: configuration.threads(Settings.threads)
        ) { display.update(done: $0, total: $1, text: "\($2) on \(set.name)@\(set.version)") }
    }

    private func program(_ command: String, _ display: ProgressDisplay) throws -> VerificationReport {
        let cuts = arguments.integer("cuts") ?? 6
        let lot = try bars.combined()
        let verifier = LookAheadVerifier(
            lot, cuts: cuts, from: 0.3, tolerance: arguments.number("tolerance") ?? 1e-12, seed: seed)
        let folder = try TemporaryFolder()
        let program = FeatureProgram(
            command, in: folder, timeLimitSeconds: arguments.integer("time-limit") ?? 60, note: note)
        let runs = 2 * verifier.cuts.count + 2
        func compute(_ series: [BarSeries]) throws(CommandFailure) -> ComputedValues {
            display.update(done: program.runs, total: runs, text: command)
            return try program.values(of: series)
        }
        let base = try compute(lot.series)
        let outcomes = [
            try verifier.repetition(of: base, compute), try verifier.truncation(of: base, compute),
            try verifier.perturbation(of: base, compute),
        ]
        return VerificationReport(
            title: command, kind: "features", subjects: base.names.count, outcomes: outcomes,
            silent: base.names.filter(base.silentNames.contains))
    }
}
