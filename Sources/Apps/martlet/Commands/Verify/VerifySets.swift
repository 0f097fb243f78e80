import Base
import CommandLineInterface
import Features
import Storage

/// The feature sets that `martlet verify` knows by name: those in the folder of the configured one.
struct VerifySets {
    private let configured: String
    private let folder: String

    init(_ configuration: Configuration) {
        let path = configuration[Settings.featureSet]
        configured = path
        folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// The sets of some names or files; all feature sets of the folder when none is named.
    ///
    /// `lead` is read, so that it can be found.
    func load(_ names: [String]) throws -> VerifySubjects {
        var subjects = VerifySubjects()
        for path in names.isEmpty ? try shipped() : try names.map(path) {
            if try VerifySets.holdsLabels(path) {
                subjects.labels.append(try LabelSet.load(path: path))
            } else {
                subjects.features.append(try FeatureSet.load(path: path, allowsLookAhead: true))
            }
        }
        return subjects
    }

    /// The label sets in the folder beside that of the feature sets; none where there is no such folder.
    func shippedLabels() throws -> [LabelSet] {
        guard Folder.exists(labelFolder) else { return [] }
        let names = try Folder.names(in: labelFolder).filter(VerifySets.isYAML)
        return try names.map { try LabelSet.load(path: "\(labelFolder)/\($0)") }
    }

    private var labelFolder: String {
        let parent = folder.lastIndex(of: "/").map { String(folder[...$0]) } ?? (folder == "." ? "../" : "")
        return "\(parent)labels"
    }

    /// Whether a file has a list of labels, not of features.
    private static func holdsLabels(_ path: String) throws -> Bool {
        guard case .mapping(let members) = try YAMLNode.load(path: path).value else { return false }
        return members.contains { $0.key == "labels" }
    }

    private static func isYAML(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    private func shipped() throws -> [String] {
        guard SmallFile.exists(path: configured) else {
            throw CommandFailure(
                .badData, "there is no file \(configured)",
                mend: "run martlet in the folder of its repository, name a file, or give --set feature_set=PATH")
        }
        return try Folder.names(in: folder).filter(VerifySets.isYAML).map { "\(folder)/\($0)" }
    }

    private func path(_ name: String) throws -> String {
        if name.contains("/") || VerifySets.isYAML(name) { return name }
        let paths = [folder, labelFolder].flatMap { ["\($0)/\(name).yaml", "\($0)/\(name).yml"] }
        if let path = paths.first(where: { SmallFile.exists(path: $0) }) { return path }
        let files = try [folder, labelFolder].flatMap { Folder.exists($0) ? try Folder.names(in: $0) : [] }
        let known = files.filter(VerifySets.isYAML).map { String($0.prefix { $0 != "." }) }
        throw CommandFailure(
            .badData, "there is no feature set \(name)" + Spelling.hint(for: name, among: known),
            mend: "name one of \(folder), or give a file")
    }
}

/// The sets that are checked.
struct VerifySubjects {
    var features: [FeatureSet] = []
    var labels: [LabelSet] = []
}
