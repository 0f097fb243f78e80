import Base
import CommandLineInterface
import Features
import Glibc
import MarketData
import ModelRegistry
import Orchestration
import Server
import Serving
import Streaming

/// A server over the stores of a workspace, with a replay of the last bars when asked for.
struct ForecastServer {
    private let workspace: Workspace
    private let service: MarketForecaster
    private let replay: ReplayFeed?
    private let server: Server
    private let log: StructuredLog

    /// Loads bars, features and champions; the last `replayBars` bar times are played as a live feed.
    init(_ workspace: Workspace, interval: BarInterval, replayBars: Int) throws {
        self.workspace = workspace
        let configuration = workspace.configuration
        let series = try workspace.bars.allSeries(interval)
        guard !series.isEmpty else {
            throw CommandFailure(
                .notReady, "there are no \(interval) bars to serve",
                mend: "run `martlet ingest --sample` or `martlet ingest FILE`")
        }
        let cut = HoldOut.lastTrainingTime(series, holdOutBars: replayBars)
        let newest = series.compactMap(\.times.last).max()
        let service = try MarketForecaster(
            history: cut.map { cut in series.map { $0.upTo(cut) } } ?? series,
            featureSet: workspace.featureSet().set, registry: workspace.registry,
            quality: workspace.qualityReport(),
            feed: cut.map { FeedStatus(name: "replay", state: .running, clock: $0) } ?? .off(clock: newest),
            barsKnown: { [bars = workspace.bars] in try bars.series($0, interval, asOf: $1) },
            memory: FeatureMemory(folder: workspace.liveFeaturesFolder),
            keepsOutlooks: configuration[Settings.servingCache])
        try ForecastServer.refuseSeenBars(after: cut, service, replayBars)
        replay = cut.map { cut in
            ReplayFeed(
                ReplaySchedule(series: series, after: cut),
                stepMilliseconds: configuration[Settings.replayIntervalMilliseconds]
            ) { step in service.take(step) }
        }
        log = StructuredLog(
            sink: FileDescriptorSink(descriptor: STDERR_FILENO),
            level: StructuredLog.Level(rawValue: configuration[Settings.logLevel]) ?? .info)
        server = Server(
            configuration: ForecastServer.serverConfiguration(configuration), service: service, log: log)
        try service.loadChampions()
        self.service = service
        keepFeatures()
    }

    /// Keeps the live features for the next start; a server that cannot write them serves all the same.
    private func keepFeatures() {
        do {
            try service.keepFeatures()
        } catch {
            log.event("features_not_kept", level: .warning, [("reason", "\(error)")])
        }
    }

    /// Listens, tells where, and serves until a signal comes.
    func run(_ context: CommandContext) throws {
        let port = try server.start()
        let host = workspace.configuration[Settings.serverHost]
        let address = host.contains(":") ? "[\(host)]" : host
        let url = "http://\(address):\(port)"
        let dashboard = workspace.configuration[Settings.dashboardFolder]
        let hasDashboard = SmallFile.exists(path: "\(dashboard)/index.html")
        context.line("serving on \(url) (\(hasDashboard ? "dashboard: \(url)/app/" : "API: \(url)/docs"))")
        if !hasDashboard { context.note("there is no dashboard in \(dashboard); `make build` makes it") }
        replay?.start()
        try server.run()
        replay?.stop()
        // What a replay plays is not new: the next start plays it again.
        if replay == nil { keepFeatures() }
    }

    /// Bars that a champion has learnt from must not be played as if they were new to it.
    private static func refuseSeenBars(after cut: Instant?, _ service: MarketForecaster, _ replayBars: Int) throws {
        guard let cut, let trained = service.trainedThrough, trained > cut else { return }
        throw CommandFailure(
            .notReady, "the replay would begin at \(cut), but a champion has learnt from bars up to \(trained)",
            mend: "train with `martlet train --hold-out \(replayBars)`, or replay fewer bars")
    }

    private static func serverConfiguration(_ configuration: Configuration) -> ServerConfiguration {
        var result = ServerConfiguration()
        result.host = configuration[Settings.serverHost]
        result.port = configuration[Settings.serverPort]
        result.ioThreads = configuration.threads(Settings.serverThreads)
        result.dashboardFolder = configuration[Settings.dashboardFolder]
        result.handlesSignals = true
        result.version = BuildVersion(
            version: BuildInformation.version, commit: BuildInformation.commit, swift: BuildInformation.swift)
        return result
    }
}
