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
    ///   - yaml: A group with `name`, `version`, `features` and maybe `groups`. Each feature has a `name` and either an
    ///     `expression` (``FeatureExpression/init(parsing:)``), or an `operator` with maybe `input`, `parameters`, `output`
    ///     and `transform`. Each of `groups` maps symbols to groups, or is the `file` of a CSV of symbol and group.
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
        self.init(
            name: parts.name, version: parts.version, definitions: parts.definitions, groupings: parts.groupings)
    }
}
