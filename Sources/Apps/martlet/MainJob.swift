import Base
import CommandLineInterface
import Features
import Forecasting
import MarketData
import ModelRegistry
import Orchestration
import Storage
import Synchronization

/// The way from sample data to champions, as jobs that are done again only when something they rest on has changed.
struct MainJob {
    private let workspace: Workspace
    private let plan: TrainingPlan
    /// What the store calls the sample.
    static let sampleSource = "sample"

    init(_ workspace: Workspace) throws {
        self.workspace = workspace
        var plan = try workspace.trainingPlan()
        plan.holdOutBars = workspace.configuration[Settings.replayBars]
        self.plan = plan
    }

    /// Runs what is not up to date, telling of every step.
    func run(_ context: CommandContext) throws {
        let pipeline = try Pipeline([ingest, check, features, train], database: workspace.database)
        let announcer = JobAnnouncer(context)
        try pipeline.run(clock: Instant.now) { announcer.tell($0) }
    }

    private var ingest: Job {
        let (workspace, bars) = (workspace, workspace.bars)
        return Job(
            "ingest", title: "taking in the sample",
            fingerprint: { SHA256.hexadecimal(try SmallFile.read(path: workspace.samplePath())) },
            run: { progress in
                let raw = try BarImporter().read(path: workspace.samplePath())
                let report = try Ingest(store: bars).run(raw, source: MainJob.sampleSource, at: .now()) {
                    progress($0.done, $0.total, $0.text)
                }
                return report.summary
            })
    }

    private var check: Job {
        let workspace = workspace
        return Job(
            "check", title: "checking what is stored", needs: ["ingest"], fingerprint: { try barsFingerprint() },
            run: { _ in
                let report = try workspace.qualityReport()
                let counts = [Severity.error, .warning, .info].map { "\(report.count(of: $0)) \($0.rawValue)s" }
                return "\(report.bars) bars of \(report.entries.count) symbols: \(counts.joined(separator: ", ")), "
                    + "\(report.quarantined) rows in quarantine"
            })
    }

    private var features: Job {
        let (plan, bars) = (plan, workspace.bars)
        return Job(
            "features", title: "computing \(plan.featureSet.name)@\(plan.featureSet.version)", needs: ["ingest"],
            fingerprint: { try barsFingerprint() + plan.featureSet.hash },
            run: { progress in
                let series = try sampleSymbols().map { try bars.series($0, plan.interval) }
                var rows = 0
                for (index, one) in series.enumerated() {
                    progress(index, series.count, one.symbol.name)
                    rows += try Panel.build(series: [one], featureSet: plan.featureSet, horizons: plan.horizons).count
                }
                return "\(plan.featureSet.featureNames.count) features on \(rows) rows"
            })
    }

    private var train: Job {
        let plan = plan
        return Job(
            "train", title: "training and judging models", needs: ["features"],
            fingerprint: { try barsFingerprint() + plan.fingerprint },
            stillHolds: { try trainingJob().isUpToDate() },
            run: { progress in try trainingJob().run(progress: progress).summary(alpha: plan.alpha) })
    }

    private func trainingJob() throws -> TrainingJob {
        var plan = plan
        plan.symbols = try sampleSymbols()
        return TrainingJob(store: workspace.bars, registry: workspace.registry, plan: plan, clock: Instant.now)
    }

    /// Changes whenever a bar is stored.
    private func barsFingerprint() throws -> String {
        let stored = try workspace.bars.catalogue().map {
            "\($0.symbol) \($0.interval) \($0.bars) \($0.knowledge) \($0.last)"
        }
        return SHA256.hexadecimal(stored.joined(separator: "\n"))
    }

    /// The symbols of the sample, whoever gave their newest bars.
    private func sampleSymbols() throws -> [Symbol] {
        let sample = try BarImporter().read(path: workspace.samplePath())
        return Set(sample.filter { $0.interval == plan.interval }.map(\.symbol)).sorted()
    }
}

extension TrainingPlan {
    /// Changes whenever a training by this plan would come out otherwise.
    fileprivate var fingerprint: String {
        let parts: [String] = [
            featureSet.hash, "\(horizons)", "\(kinds.map(\.rawValue))", "\(scope)", "\(holdOutBars)", "\(folds)",
            "\(initialTrainFraction)", "\(embargoBars)", "\(alpha)", "\(seed)", BuildInformation.version,
        ]
        return SHA256.hexadecimal(parts.joined(separator: "|"))
    }
}

extension IngestReport {
    /// One line on what became of the rows.
    var summary: String {
        // One string, since a sum of two with so many parts is slow to check for the compiler.
        "\(rowsRead) rows of \(symbols) symbols: \(stored.newRows) new, \(stored.correctedRows) corrected, "
            + "\(stored.unchangedRows) known, \(quarantined) in quarantine"
    }
}

/// Shows a pipeline's events: a bar for the job at work, and one line for each that ended.
final class JobAnnouncer: Sendable {
    private let context: CommandContext
    private let display: Mutex<ProgressDisplay?>

    init(_ context: CommandContext) {
        self.context = context
        display = Mutex(nil)
    }

    func tell(_ event: PipelineEvent) {
        switch event {
        case .started(let job, let index, let count):
            let title = "[\(index + 1)/\(count)] \(job.title)"
            display.withLock { $0 = context.progress(title) }
        case .progress(_, let done, let total, let text):
            display.withLock { $0 }?.update(done: done, total: total, text: text)
        case .finished(_, .upToDate(let summary)):
            display.withLock { $0 }?.finish("up to date: \(summary)")
        case .finished(_, .done(let summary, _)):
            display.withLock { $0 }?.finish(summary)
        }
    }
}
