public import Base

/// Why features cannot be stored or read.
public enum FeatureStoreError: Error, Sendable, Equatable {
    /// A set of this name and version is stored with other definitions.
    case definitionChanged(set: String, version: Int, changes: [String])
    /// Nothing is stored of a set.
    case unknownSet(String, version: Int?, known: [String])
    /// A set is stored, but nothing of this symbol, or of any, at this interval.
    case notBuilt(set: String, Symbol?, BarInterval)
    /// There are no bars of a symbol.
    case noBars(Symbol?, BarInterval)
    /// A set that looks across symbols was asked for some of them only.
    case needsUniverse(set: String)
    /// The set has no such feature.
    case unknownFeature(String, set: String, known: [String])
    /// A stored definition does not give back the set it was stored for.
    case damagedDefinition(set: String, reason: String)
    /// A stored file does not hold what the manifest says it does.
    case damagedSegment(path: String, reason: String)
}

extension FeatureStoreError: CustomStringConvertible {
    /// What happened, where, and what mends it.
    public var description: String {
        switch self {
        case .definitionChanged(let set, let version, let changes):
            "\(set)@\(version) is stored with other definitions: \(FeatureStoreError.list(changes)). "
                + "A changed definition is a new version: raise 'version' to \(version + 1) in its file"
        case .unknownSet(let name, let version, let known):
            "nothing is stored of the set \(name)\(version.map { "@\($0)" } ?? "")"
                + (known.isEmpty ? "" : "; stored are \(known.joined(separator: ", "))")
        case .notBuilt(let set, let symbol, let interval):
            "nothing is stored of \(set)\(symbol.map { " for \($0)" } ?? "") at \(interval)"
        case .noBars(let symbol, let interval):
            "there are no bars of \(interval)\(symbol.map { " of \($0)" } ?? "")"
        case .needsUniverse(let set):
            "\(set) looks across symbols, so it is built for all of them together; leave --symbols out"
        case .unknownFeature(let name, let set, let known):
            "\(set) has no feature \(name)" + Spelling.hint(for: name, among: known)
        case .damagedDefinition(let set, let reason):
            "the stored definition of \(set) cannot be used: \(reason). Remove the folder of the features and build again"
        case .damagedSegment(let path, let reason):
            "the stored file \(path) is damaged: \(reason). Remove it and build again"
        }
    }

    private static func list(_ changes: [String]) -> String {
        let shown = changes.prefix(5).joined(separator: "; ")
        return changes.count > 5 ? "\(shown); and \(changes.count - 5) more" : shown
    }
}
