import Base
import Forecasting
import ModelRegistry
import Synchronization

/// What serves one symbol at one horizon: the newest version of each family and which of them is champion.
struct Lineup: Sendable {
    let name: ModelName
    let champion: ModelVersion
    let challenger: ModelVersion?
    let versions: [ModelVersion]
    /// Why the champion is champion.
    let championReason: String
    /// The last bar the champion has learnt from.
    let trainedThrough: Instant
}

/// The models that serve, loaded from the registry when first asked for and kept.
///
/// A symbol without models of its own is served by those trained on all symbols, where there are any.
final class ModelShelf: Sendable {
    private struct Contents {
        var lineups: [String: [Int: Lineup]] = [:]
        var models: [String: CalibratedModel] = [:]
    }

    private let registry: ModelRegistry
    private let contents: Mutex<Contents>

    init(registry: ModelRegistry) throws {
        self.registry = registry
        contents = Mutex(Contents(lineups: try ModelShelf.lineups(in: registry)))
    }

    /// Reads champions and versions anew, after a training or a promotion; loaded models are kept.
    func reload() throws {
        let lineups = try ModelShelf.lineups(in: registry)
        contents.withLock { $0.lineups = lineups }
    }

    /// The lineups of a symbol by horizon; empty when nothing serves it.
    func lineups(of symbol: Symbol) -> [Int: Lineup] {
        contents.withLock { $0.lineups[symbol.name] ?? $0.lineups[RunManifest.globalScope] ?? [:] }
    }

    /// Whether any model serves.
    var isEmpty: Bool { contents.withLock { $0.lineups.isEmpty } }

    /// The model of a version.
    func model(of version: ModelVersion) throws -> CalibratedModel {
        if let model = contents.withLock({ $0.models[version.artifact] }) { return model }
        let model = try registry.load(version)
        return contents.withLock { contents in
            // Two threads may load at once; the first stays, so that every forecast uses one instance.
            if let first = contents.models[version.artifact] { return first }
            contents.models[version.artifact] = model
            return model
        }
    }

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
