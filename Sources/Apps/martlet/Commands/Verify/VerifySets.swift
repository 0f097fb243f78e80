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

    /// The sets of some names or files; all of the folder when none is named.
    ///
    /// `lead` is read, so that it can be found.
    func load(_ names: [String]) throws -> [FeatureSet] {
        let paths = names.isEmpty ? try shipped() : try names.map(path)
        return try paths.map { try FeatureSet.load(path: $0, allowsLookAhead: true) }
    }

    private func shipped() throws -> [String] {
        guard SmallFile.exists(path: configured) else {
            throw CommandFailure(
                .badData, "there is no file \(configured)",
                mend: "run martlet in the folder of its repository, name a file, or give --set feature_set=PATH")
        }
        return try Folder.names(in: folder).filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
    }

    private func path(_ name: String) throws -> String {
        if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return name }
        let path = "\(folder)/\(name).yaml"
        guard SmallFile.exists(path: path) else {
            let files = Folder.exists(folder) ? try Folder.names(in: folder) : []
            let known = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
            throw CommandFailure(
                .badData, "there is no feature set \(name)" + Spelling.hint(for: name, among: known),
                mend: "name one of \(folder), or give a file")
        }
        return path
    }
}
