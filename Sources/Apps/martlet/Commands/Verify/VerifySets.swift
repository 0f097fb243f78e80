import Base
import CommandLineInterface
import Features

/// The sets that are checked.
struct VerifySubjects {
    var features: [FeatureSet] = []
    var labels: [LabelSet] = []
}

/// Tells feature sets from label sets among what a user names.
struct VerifySets {
    private let files: SetFiles

    init(_ configuration: Configuration) { files = SetFiles(configuration) }

    /// The sets of some names or files; all feature sets of the folder when none is named.
    ///
    /// `lead` is read, so that it can be found.
    func load(_ names: [String]) throws -> VerifySubjects {
        guard !names.isEmpty else { return VerifySubjects(features: try files.load([], allowsLookAhead: true)) }
        var subjects = VerifySubjects()
        for name in names {
            if let path = try labelPath(name) {
                subjects.labels.append(try LabelSet.load(path: path))
            } else {
                subjects.features.append(try files.load(name, allowsLookAhead: true))
            }
        }
        return subjects
    }

    /// The label sets in the folder beside that of the feature sets.
    func shippedLabels() throws -> [LabelSet] { try files.labels() }

    /// The configured feature set.
    func configured() throws -> FeatureSet { try files.load() }

    /// The file of a label set; `nil` where the name is that of a feature set, or of nothing.
    private func labelPath(_ name: String) throws -> String? {
        let reference = SetReference(name)
        if reference.isPath { return try VerifySets.holdsLabels(name) ? name : nil }
        return files.defines(reference) ? nil : files.labelFile(named: reference.name)
    }

    /// Whether a file has a list of labels, not of features.
    private static func holdsLabels(_ path: String) throws -> Bool {
        guard case .mapping(let members) = try YAMLNode.load(path: path).value else { return false }
        return members.contains { $0.key == "labels" }
    }
}
