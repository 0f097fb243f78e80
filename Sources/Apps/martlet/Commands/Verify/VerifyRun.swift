import Base
import CommandLineInterface
import Evaluation
import Features
import Forecasting
import Glibc

/// One call of `martlet verify`: what is checked, on what.
struct VerifyRun {
    let seed: UInt64
    private let bars: VerifyBars
    private let configuration: Configuration
    private let note: (String) -> Void
    private let request: VerifyRequest

    init(_ request: VerifyRequest, _ context: CommandContext) throws {
        self.request = request
        note = { context.note($0) }
        configuration = try context.configuration()
        seed = UInt64(configuration[Settings.seed])
        bars = try VerifyBars(
            configuration, symbols: try request.symbols.map(ArgumentReader.symbol),
            interval: try ArgumentReader.interval(request.interval), count: request.barCount, seed: seed)
    }

    /// Makes all checks, telling what is at work.
    func results(_ display: ProgressDisplay) throws -> [VerifyResult] {
        if let program = request.program {
            guard request.sets.isEmpty else {
                throw CommandFailure(
                    .usage, "--command checks a program, not feature sets", mend: "leave one of them out")
            }
            let lots = try bars.combined()
            return [try timed(lots) { try check(program, lots, display) }]
        }
        let subjects = try VerifySets(configuration).load(request.sets)
        var results: [VerifyResult] = []
        if request.parts.contains(.features) {
            for (index, set) in subjects.features.enumerated() {
                display.update(done: index, total: subjects.features.count, text: "\(set.name)@\(set.version)")
                let lots = try bars.lots(for: set)
                results.append(try timed(lots) { try features(set, lots) })
            }
        }
        if request.parts.contains(.labels) { results += try labels(subjects, display) }
        if request.parts.contains(.models) {
            for set in try setsForModels(subjects) {
                let lots = try bars.lots(for: set)
                results.append(try timed(lots) { try models(set, lots, display) })
            }
        }
        guard !results.isEmpty else {
            throw CommandFailure(
                .usage, "nothing of \(request.sets.joined(separator: ", ")) is checked by that",
                mend: "label sets are checked by `martlet verify`, without --only or with --only labels")
        }
        return results
    }

    private func timed(_ lots: VerifyLots, _ body: () throws -> VerificationReport) rethrows -> VerifyResult {
        let (report, seconds) = try Stopwatch.time { try body().adding(remarks: lots.remarks) }
        return VerifyResult(report: report, bars: lots.description, seconds: seconds)
    }

    private var cuts: Int { request.cuts ?? 30 }

    /// What models are checked on: the sets that are named, or the configured one when no set at all is.
    private func setsForModels(_ subjects: VerifySubjects) throws -> [FeatureSet] {
        guard request.sets.isEmpty else { return subjects.features }
        return [try VerifySets(configuration).configured()]
    }

    private func features(_ set: FeatureSet, _ lots: VerifyLots) throws -> VerificationReport {
        let own = FeatureSetVerifier(set).report(on: lots.all, cuts: cuts, seed: seed)
        guard !set.looksAhead else { return own }
        let horizons = configuration[Settings.horizons]
        return own.adding(
            try lots.all.flatMap {
                try TrainingTableVerifier.verify(set, horizons: horizons, on: $0, cuts: min(cuts, 10), seed: seed)
            })
    }

    /// The label sets that are named; when none is, those that are shipped, and what models are trained on.
    private func labels(_ subjects: VerifySubjects, _ display: ProgressDisplay) throws -> [VerifyResult] {
        display.update(done: 0, text: "labels")
        let sets = subjects.labels.isEmpty ? try VerifySets(configuration).shippedLabels() : subjects.labels
        let results = try sets.map { set in
            let lots = try bars.lots(with: set.benchmarks)
            return try timed(lots) {
                try LabelVerifier.report(
                    on: LabelUnderTest.all(of: set), title: "labels \(set.name)@\(set.version)", lots.all, cuts: cuts,
                    seed: seed)
            }
        }
        guard subjects.labels.isEmpty else { return results }
        let lots = try bars.lots(with: [])
        let horizons = Set(configuration[Settings.horizons]).sorted()
        let targets = try timed(lots) {
            try LabelVerifier.report(
                on: horizons.map(LabelUnderTest.logReturn), title: "targets", lots.all, cuts: cuts, seed: seed)
        }
        return [targets] + results
    }

    private func models(
        _ set: FeatureSet, _ lots: VerifyLots, _ display: ProgressDisplay
    ) throws -> VerificationReport {
        let kinds = request.families
        guard !set.looksAhead else {
            let obstacle = "no model may see a set that reads later bars"
            return VerificationReport(
                title: "models on \(set.name)@\(set.version)", kind: "models", subjects: kinds.count,
                outcomes: [VerificationOutcome(.fitTruncation, obstacle: obstacle)])
        }
        let wanted = configuration[Settings.threads]
        let threads = wanted > 0 ? wanted : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let verifier = ModelVerifier(
            featureSet: set, horizonBars: configuration[Settings.horizons].min() ?? 1, seed: seed)
        return try verifier.report(
            on: kinds.map { .trainer(.standard($0, seed: seed)) }, lots.all, threads: threads
        ) { display.update(done: $0, total: $1, text: "\($2) on \(set.name)@\(set.version)") }
    }

    private func check(
        _ asked: ProgramRequest, _ lots: VerifyLots, _ display: ProgressDisplay
    ) throws -> VerificationReport {
        let lot = lots.all[0]
        let verifier = LookAheadVerifier(
            lot, cuts: request.cuts ?? 12, leastTimes: asked.leastTimes, tolerance: asked.tolerance, seed: seed)
        let folder = try TemporaryFolder()
        let program = FeatureProgram(
            asked.command, in: folder, timeLimitSeconds: asked.timeLimitSeconds, note: note)
        let runs = verifier.cuts.count + 2 * verifier.removals.count + (asked.stairs > 0 ? 5 : 2)
        func compute(_ series: [BarSeries]) throws(CommandFailure) -> ComputedValues {
            display.update(done: program.runs, total: runs, text: asked.command)
            return try program.values(of: series)
        }
        let base = try compute(lot.series)
        var outcomes = [try verifier.repetition(of: base, compute), try verifier.truncation(of: base, compute)]
        var moved: Set<String> = []
        outcomes.append(
            try verifier.perturbation(of: base) { series throws(CommandFailure) in
                let values = try compute(series)
                moved.formUnion(values.namesDiffering(from: base))
                return values
            })
        outcomes.append(try verifier.someSymbols(of: base, compute))
        // Other names each time, so that what a program has kept of its last run is of no use.
        let prefix = "V" + String(UInt32.random(in: .min ... .max), radix: 36, uppercase: true)
        let isOfOneSymbol = try asked.stairs > 0 && verifier.isOfOneSymbol(base, prefix: prefix, compute)
        if isOfOneSymbol {
            outcomes.append(try verifier.staircase(of: base, stairs: asked.stairs, prefix: prefix, compute))
        }
        return VerificationReport(
            title: asked.command, kind: "features", subjects: base.names.count, outcomes: outcomes,
            unchecked: VerifyRun.unchecked(base, moved), remarks: VerifyRun.remarks(base, moved, isOfOneSymbol, asked))
    }

    /// What should be known of a check of a program.
    private static func remarks(
        _ base: ComputedValues, _ moved: Set<String>, _ isOfOneSymbol: Bool, _ asked: ProgramRequest
    ) -> [String] {
        var remarks: [String] = []
        let fixed = base.names.filter { !moved.contains($0) && !base.silentNames.contains($0) }
        if !moved.isEmpty, !fixed.isEmpty {
            remarks.append(
                "the same whatever the bars, so of the calendar or read from elsewhere: \(ProgramTable.list(fixed))")
        }
        if !isOfOneSymbol, asked.stairs > 0 {
            remarks.append(
                "values depend on other symbols or on symbols' names, so it was not cut at every bar; more --cuts look at more"
            )
        }
        return remarks
    }

    /// The columns of a program of which nothing is proven.
    private static func unchecked(_ base: ComputedValues, _ moved: Set<String>) -> [UncheckedSubject] {
        let silent = base.silentNames
        return base.names.filter { silent.contains($0) || moved.isEmpty }.map { name in
            guard !silent.contains(name) else { return UncheckedSubject(name) }
            return UncheckedSubject(
                name, reason: "it is the same whatever the bars: of the calendar, or read from elsewhere")
        }
    }
}
