import Base
import CommandLineInterface
import Features
import MarketData
import Storage

/// The feature store of a data folder, and the sets that files define.
struct FeatureWorkspace {
    let workspace: Workspace
    let store: FeatureStore

    init(_ context: CommandContext) throws {
        let configuration = try context.configuration()
        workspace = try Workspace.existing(configuration)
        store = try FeatureStore(directory: "\(configuration[Settings.dataFolder])/features")
    }

    var bars: BarStore { workspace.bars }

    /// The file of the settings' set, and the folder that sets are looked for in.
    private var defaultPath: String { workspace.configuration[Settings.featureSet] }
    var folder: String {
        let path = defaultPath
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// Names the program that computes, by the bytes of the executable: only the same code promises the same bits.
    static func program() throws -> String {
        let digest = SHA256.hexadecimal(try SmallFile.read(path: "/proc/self/exe"))
        return "\(BuildInformation.version)+\(digest.prefix(12))"
    }

    /// The paths of the sets in the folder of the settings' set.
    func files() throws -> [String] {
        guard Folder.exists(folder) else { return [] }
        return try Folder.names(in: folder).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .map { "\(folder)/\($0)" }
    }

    /// A set that a file defines, by the name of the set or the path of the file.
    func defined(_ text: String?) throws -> FeatureSet {
        guard let text else { return try workspace.featureSet().set }
        let reference = SetReference(text)
        if reference.isPath { return try FeatureSet.load(path: text) }
        let path = "\(folder)/\(reference.name).yaml"
        guard SmallFile.exists(path: path) else {
            let known = try files().map { String(($0.split(separator: "/").last ?? "").prefix { $0 != "." }) }
            let hint = Spelling.hint(for: reference.name, among: known)
            throw CommandFailure(
                .negative, "there is no set \(reference.name) in \(folder)\(hint)",
                mend: hint.isEmpty ? "give the path of a file" : nil)
        }
        let set = try FeatureSet.load(path: path)
        guard reference.version ?? set.version == set.version else {
            throw CommandFailure(
                .negative, "\(path) defines version \(set.version), not \(reference.version ?? 0)",
                mend: "leave the version out, or keep the older definitions in a file of their own")
        }
        return set
    }

    /// A set that is stored, by name, name@version or the path of a file.
    func stored(_ text: String?) throws -> StoredSet {
        guard let text, !SetReference(text).isPath else {
            let set = try defined(text)
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
        if !reference.isPath, !SmallFile.exists(path: "\(folder)/\(reference.name).yaml"),
            let stored = try store.sets().last(where: { $0.name == reference.name })
        {
            return try store.definition(of: stored)
        }
        return try defined(text)
    }

    /// How many symbols have bars that were appended after their features were computed; symbols without features count.
    func symbolsBehind(_ set: StoredSet, _ interval: BarInterval) throws -> Int {
        try store.symbolsBehind(set, interval, appends: try bars.lastAppends(interval))
    }
}

/// How users name a set: `core`, `core@2` or `my/set.yaml`.
struct SetReference {
    let name: String
    let version: Int?
    let isPath: Bool

    init(_ text: String) {
        isPath = text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml")
        let parts = text.split(separator: "@", maxSplits: 1)
        let number = parts.count == 2 ? Int(parts[1]) : nil
        name = number == nil ? text : String(parts[0])
        version = number
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
