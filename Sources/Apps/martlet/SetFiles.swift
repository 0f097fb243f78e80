import Base
import CommandLineInterface
import Features
import Storage

/// The files that define sets: those beside the feature set of the settings, and any that a user names.
struct SetFiles {
    private let configured: String
    /// Where sets are looked for by name.
    let folder: String

    init(_ configuration: Configuration) {
        let path = configuration[Settings.featureSet]
        configured = path
        folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// The paths of the feature sets in the folder.
    func paths() throws -> [String] { try SetFiles.paths(in: folder) }

    /// The feature set of a name, name@version or path; that of the settings when there is no text.
    ///
    /// Where a check of it must be able to read `lead`, it `allowsLookAhead`.
    func load(_ text: String? = nil, allowsLookAhead: Bool = false) throws -> FeatureSet {
        guard let text else {
            return try FeatureSet.load(path: configuredPath(), allowsLookAhead: allowsLookAhead)
        }
        let reference = SetReference(text)
        let path = try path(of: reference)
        let set = try FeatureSet.load(path: path, allowsLookAhead: allowsLookAhead)
        guard reference.isPath || reference.version ?? set.version == set.version else {
            throw CommandFailure(
                .negative, "\(path) defines version \(set.version), not \(reference.version ?? 0)",
                mend: "leave the version out, or keep the older definitions in a file of their own")
        }
        return set
    }

    /// The feature set of a name, name@version or path, and its text.
    func loadWithText(_ reference: String) throws -> (set: FeatureSet, text: String) {
        let set = try load(reference)
        let path = try path(of: SetReference(reference))
        return (set, String(decoding: try SmallFile.read(path: path), as: UTF8.self))
    }

    /// The feature sets of some names; all of the folder when none is named.
    func load(_ names: [String], allowsLookAhead: Bool) throws -> [FeatureSet] {
        if names.isEmpty { _ = try configuredPath() }
        let wanted = names.isEmpty ? try paths() : names
        return try wanted.map { try load($0, allowsLookAhead: allowsLookAhead) }
    }

    /// Whether a file defines the set.
    func defines(_ reference: SetReference) -> Bool { reference.isPath || file(named: reference.name) != nil }

    /// The label sets in the folder beside that of the feature sets; none where there is no such folder.
    func labels() throws -> [LabelSet] {
        try SetFiles.paths(in: labelFolder).map { try LabelSet.load(path: $0) }
    }

    /// The file of a label set in that folder; `nil` where there is none of the name.
    func labelFile(named name: String) -> String? {
        SetFiles.endings.map { "\(labelFolder)/\(name)\($0)" }.first { SmallFile.exists(path: $0) }
    }

    private var labelFolder: String {
        let parent = folder.lastIndex(of: "/").map { String(folder[...$0]) } ?? (folder == "." ? "../" : "")
        return "\(parent)labels"
    }

    private static let endings = [".yaml", ".yml"]

    private static func paths(in folder: String) throws -> [String] {
        guard Folder.exists(folder) else { return [] }
        return try Folder.names(in: folder).filter { name in endings.contains { name.hasSuffix($0) } }
            .map { "\(folder)/\($0)" }
    }

    private func file(named name: String) -> String? {
        SetFiles.endings.map { "\(folder)/\(name)\($0)" }.first { SmallFile.exists(path: $0) }
    }

    private func path(of reference: SetReference) throws -> String {
        if reference.isPath { return reference.name }
        if let path = file(named: reference.name) { return path }
        let known = try paths().map { String(($0.split(separator: "/").last ?? "").prefix { $0 != "." }) }
        let hint = Spelling.hint(for: reference.name, among: known)
        throw CommandFailure(
            .negative, "there is no feature set \(reference.name) in \(folder)\(hint)",
            mend: hint.isEmpty ? "give the path of a file" : nil)
    }

    /// The file of the settings.
    func configuredPath() throws -> String {
        guard SmallFile.exists(path: configured) else {
            throw CommandFailure(
                .badData, "there is no file \(configured)",
                mend:
                    "run martlet in the folder of its repository, name a file, or say where the file is by --set feature_set=PATH"
            )
        }
        return configured
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
        let number = parts.count == 2 && !isPath ? Int(parts[1]) : nil
        name = number == nil ? text : String(parts[0])
        version = number
    }
}
