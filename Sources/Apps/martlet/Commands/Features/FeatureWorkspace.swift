import Base
import CommandLineInterface
import Features
import MarketData
import Storage

/// The feature store of a data folder, and the sets that files define.
struct FeatureWorkspace {
    let workspace: Workspace
    let store: FeatureStore
    /// The sets that files define.
    let files: SetFiles

    init(_ context: CommandContext) throws {
        let configuration = try context.configuration()
        workspace = try Workspace.existing(configuration)
        files = SetFiles(configuration)
        store = try FeatureStore(directory: "\(configuration[Settings.dataFolder])/features")
    }

    var bars: BarStore { workspace.bars }

    /// A set that is stored, by name, name@version or the path of a file.
    func stored(_ text: String?) throws -> StoredSet {
        guard let text, !SetReference(text).isPath else {
            let set = try files.load(text)
            return try store.stored(set.name, version: set.version)
        }
        let reference = SetReference(text)
        return try store.stored(reference.name, version: reference.version)
    }

    /// A set to be looked at: stored under that version, or defined by a file.
    func any(_ text: String) throws -> FeatureSet {
        let reference = SetReference(text)
        if !reference.isPath, let version = reference.version,
            let stored = try store.sets().first(where: { $0.name == reference.name && $0.version == version })
        {
            return try store.definition(of: stored)
        }
        if !files.defines(reference),
            let stored = try store.sets().last(where: { $0.name == reference.name })
        {
            return try store.definition(of: stored)
        }
        return try files.load(text)
    }

    /// How many symbols have bars that were appended after their features were computed; symbols without features count.
    func symbolsBehind(_ set: StoredSet, _ interval: BarInterval) throws -> Int {
        try store.symbolsBehind(set, interval, appends: try bars.lastAppends(interval))
    }
}

/// Sizes and counts as people read them.
enum Quantity {
    static func bytes(_ count: Int) -> String {
        var (value, unit) = (Double(count), 0)
        let units = ["B", "kB", "MB", "GB", "TB"]
        while value >= 1000, unit + 1 < units.count { (value, unit) = (value / 1000, unit + 1) }
        return "\(NumberFormat.fixed(value, digits: unit == 0 || value >= 100 ? 0 : 1)) \(units[unit])"
    }

    static func counted(_ count: Int, _ thing: String) -> String {
        "\(NumberFormat.grouped(count)) \(thing)\(count == 1 ? "" : "s")"
    }
}
