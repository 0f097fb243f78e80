import Base
import Indicators
import Storage

extension FeatureSet {
    /// Reads a feature set from a YAML file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - allowsLookAhead: Whether `lead` is accepted, as only labels and a check of features may.
    /// - Returns: The set.
    /// - Throws: ``FeatureError``, naming line and column and what is allowed.
    public static func load(path: String, allowsLookAhead: Bool = false) throws(FeatureError) -> FeatureSet {
        do {
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            let reader = FeatureReader(folder: folder, allowsLookAhead: allowsLookAhead)
            return try FeatureSet(root: try YAMLNode.load(path: path), reader)
        } catch let error as YAMLError {
            throw .yaml(error)
        } catch let error as FeatureError {
            throw error
        } catch {
            throw .yaml(.unreadable(path: path, reason: "\(error)"))
        }
    }

    /// Reads a feature set from a YAML text.
    ///
    /// - Parameters:
    ///   - yaml: A group with `name`, `version`, `features` and maybe `groups`. Each feature has a `name` and an `expression`
    ///     (``FeatureExpression/init(parsing:)``). Each of `groups` maps symbols to groups, or is the `file` of a CSV of
    ///     symbol and group.
    ///   - source: What errors call the text.
    ///   - allowsLookAhead: Whether `lead` is accepted, as only labels and a check of features may.
    /// - Returns: The set.
    /// - Throws: ``FeatureError``, naming line and column and what is allowed.
    public static func parse(
        yaml: String, source: String, allowsLookAhead: Bool = false
    ) throws(FeatureError) -> FeatureSet {
        let root: YAMLNode
        do {
            root = try YAMLNode.parse(yaml, source: source)
        } catch {
            throw .yaml(error)
        }
        return try FeatureSet(root: root, FeatureReader(folder: "", allowsLookAhead: allowsLookAhead))
    }

    private init(root: YAMLNode, _ reader: FeatureReader) throws(FeatureError) {
        let parts = try reader.set(
            root, list: "features", empty: { .noFeatures($0) },
            reading: { (node, groupings) throws(FeatureError) in
                let definition = try reader.feature(node, groupings: groupings)
                return (definition.name, definition)
            })
        try FeatureSet.checkMemory(of: parts.definitions, at: parts.place)
        self.init(
            name: parts.name, version: parts.version, definitions: parts.definitions, groupings: parts.groupings)
    }
}

extension FeatureSet {
    /// Megabytes of windows and states that a symbol may need: thousands of long windows, a thousandth of a machine.
    private static let megabytesMax = 16

    /// Refuses windows so long that a universe of symbols would not fit into any memory.
    ///
    /// What features share counts once, so the plan of all is made only where their sum is not absurd.
    private static func checkMemory(
        of definitions: [FeatureDefinition], at place: YAMLPosition
    ) throws(FeatureError) {
        let needs = definitions.map { FeaturePlan([$0.expression]).megabytes }
        guard let most = needs.indices.max(by: { needs[$0] < needs[$1] }) else { return }
        var needed = needs.reduce(0, +)
        if needed > megabytesMax, needed <= 64 * megabytesMax, needs[most] <= megabytesMax {
            needed = FeaturePlan(definitions.map(\.expression)).megabytes
        }
        guard needed <= megabytesMax else {
            throw .tooMuchMemory(place, feature: definitions[most].name, megabytes: needed, limit: megabytesMax)
        }
    }
}

extension FeaturePlan {
    /// The memory of one symbol.
    var megabytes: Int { blank.count * MemoryLayout<UInt64>.size / 1_000_000 }
}
