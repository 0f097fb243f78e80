import Base
import Features
import Forecasting
import ModelRegistry
import Synchronization

/// What serves one symbol at one horizon: the newest version of each family and which of them is champion.
final class Lineup: Sendable {
    let name: ModelName
    let champion: ModelVersion
    let challenger: ModelVersion?
    let versions: [ModelVersion]
    /// Why the champion is champion.
    let championReason: String
    /// The last bar the champion has learnt from.
    let trainedThrough: Instant
    /// What every forecast says of the champion, as ``LineupDocument/model(name:champion:trainedThrough:)`` writes it.
    let modelMembers: [UInt8]
    /// What every forecast says of the scores, as ``LineupDocument/scores(champion:challenger:versions:)`` writes it.
    let scoreMembers: [UInt8]

    init(
        name: ModelName, champion: ModelVersion, challenger: ModelVersion?, versions: [ModelVersion],
        championReason: String, trainedThrough: Instant
    ) {
        self.name = name
        self.champion = champion
        self.challenger = challenger
        self.versions = versions
        self.championReason = championReason
        self.trainedThrough = trainedThrough
        modelMembers = LineupDocument.model(name: name, champion: champion, trainedThrough: trainedThrough)
        scoreMembers = LineupDocument.scores(champion: champion, challenger: challenger, versions: versions)
    }
}

/// The models that serve, loaded from the registry when first asked for and kept.
///
/// A symbol without models of its own is served by those trained on all symbols, where there are any. A training or a
/// promotion, also one by another process, is noticed by ``refresh()``.
final class ModelShelf: Sendable {
    private struct Contents {
        var lineups: [String: [Int: Lineup]] = [:]
        var models: [String: CalibratedModel] = [:]
        /// The registry's revision that the lineups were read at.
        var revision: Int
        /// When the registry was last asked for its revision.
        var checkedAt: Instant
    }

    private let registry: ModelRegistry
    private let featureSet: FeatureSet
    private let clock: @Sendable () -> Instant
    private let contents: Mutex<Contents>

    init(registry: ModelRegistry, featureSet: FeatureSet, clock: @escaping @Sendable () -> Instant) throws {
        self.registry = registry
        self.featureSet = featureSet
        self.clock = clock
        // The revision first: what is written meanwhile is then read once more.
        let revision = try registry.revision()
        let lineups = try ModelShelf.lineups(in: registry)
        contents = Mutex(Contents(lineups: lineups, revision: revision, checkedAt: clock()))
    }

    /// Reads champions and versions anew when the registry has changed; looks at most once a second.
    ///
    /// Models that still serve stay loaded. While one thread reads, others are answered by what was there before.
    func refresh() {
        let now = clock()
        let known = contents.withLock { contents -> Int? in
            // A clock that was set back must not keep the registry from being looked at.
            guard now < contents.checkedAt || now >= contents.checkedAt.advanced(bySeconds: 1) else { return nil }
            contents.checkedAt = now
            return contents.revision
        }
        // A registry that is busy or gone for a moment: what is loaded goes on serving, and the next second tries again.
        guard let known, let revision = try? registry.revision(), revision != known,
            let lineups = try? ModelShelf.lineups(in: registry)
        else { return }
        let artifacts = Set(lineups.values.flatMap(\.values).flatMap(\.versions).map(\.artifact))
        contents.withLock { contents in
            contents.lineups = lineups
            contents.revision = revision
            contents.models = contents.models.filter { artifacts.contains($0.key) }
        }
    }

    /// The revision of the registry that the lineups were read at.
    var revision: Int { contents.withLock(\.revision) }

    /// The lineups of a symbol's bars by horizon; empty when nothing serves it.
    func lineups(of symbol: Symbol, _ interval: BarInterval) -> [Int: Lineup] {
        let (own, global) = (RunManifest.scope(of: symbol, interval), RunManifest.scope(of: nil, interval))
        return contents.withLock { $0.lineups[own] ?? $0.lineups[global] ?? [:] }
    }

    /// Whether any model serves.
    var isEmpty: Bool { contents.withLock { $0.lineups.isEmpty } }

    /// The model of a version.
    ///
    /// - Throws: ``ServingError/notReady(_:)`` for one that was trained on other features than are computed here.
    func model(of version: ModelVersion) throws -> CalibratedModel {
        if let model = contents.withLock({ $0.models[version.artifact] }) { return model }
        let manifest = try registry.run(version.runID).manifest
        guard manifest.featureSetHash == featureSet.hash else {
            throw ServingError.notReady(
                "\(version.model) version \(version.version) was trained on other features (\(manifest.featureSet)) than "
                    + "those set now (\(featureSet.name)@\(featureSet.version)); run `martlet train`, or set feature_set back"
            )
        }
        let model = try registry.load(version)
        return contents.withLock { contents in
            // Two threads may load at once; the first stays, so that every forecast uses one instance.
            if let first = contents.models[version.artifact] { return first }
            contents.models[version.artifact] = model
            return model
        }
    }

    /// What a version was trained by.
    func manifest(of version: ModelVersion) throws -> RunManifest { try registry.run(version.runID).manifest }

    private static func lineups(in registry: ModelRegistry) throws -> [String: [Int: Lineup]] {
        var lineups: [String: [Int: Lineup]] = [:]
        for name in try registry.models() {
            guard let champion = try registry.version(.champion, of: name) else { continue }
            var versions = try registry.latestVersions(of: name)
            // A champion set by hand may be an older version of its family: it is the one that serves.
            versions = versions.map { $0.label == champion.label ? champion : $0 }
            lineups[name.scope, default: [:]][name.horizonBars] = Lineup(
                name: name, champion: champion, challenger: try registry.version(.challenger, of: name),
                versions: versions,
                championReason: try registry.moves(of: .champion, model: name).last?.reason ?? champion.reason,
                trainedThrough: try registry.run(champion.runID).manifest.dataThrough)
        }
        return lineups
    }
}
