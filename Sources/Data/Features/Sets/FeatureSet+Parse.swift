import Base
import Indicators

extension FeatureSet {
    /// Reads a feature set from a YAML file.
    ///
    /// - Parameter path: The file.
    /// - Returns: The set.
    /// - Throws: ``FeatureError``, naming line and column and what is allowed.
    public static func load(path: String) throws(FeatureError) -> FeatureSet {
        do {
            return try FeatureSet(root: try YAMLNode.load(path: path))
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
    ///   - yaml: A group with `name`, `version` and `features`; each feature has `name` and `operator`, and may have
    ///     `input`, `parameters`, `output` and `transform`.
    ///   - source: What errors call the text.
    /// - Returns: The set.
    /// - Throws: ``FeatureError``, naming line and column and what is allowed.
    public static func parse(yaml: String, source: String) throws(FeatureError) -> FeatureSet {
        let root: YAMLNode
        do {
            root = try YAMLNode.parse(yaml, source: source)
        } catch {
            throw .yaml(error)
        }
        return try FeatureSet(root: root)
    }

    private init(root: YAMLNode) throws(FeatureError) {
        let reader = FeatureReader()
        try reader.check(root, keys: ["name", "version", "features"])
        let nameNode = try reader.node("name", of: root)
        let versionNode = try reader.node("version", of: root)
        let version = try reader.whole(versionNode)
        guard version >= 1 else { throw .badVersion(versionNode.position, version: version) }
        let list = try reader.node("features", of: root)
        let elements = try reader.elements(list)
        guard !elements.isEmpty else { throw .noFeatures(list.position) }
        var lines: [String: Int] = [:]
        var definitions: [FeatureDefinition] = []
        var operators: [OperatorDefinition] = []
        for element in elements {
            let (definition, used) = try reader.feature(element)
            if let line = lines.updateValue(element.line, forKey: definition.name) {
                throw .duplicateName(element.position, name: definition.name, firstLine: line)
            }
            definitions.append(definition)
            operators.append(used)
        }
        let plan = FeaturePlan(definitions, operators: operators)
        self.init(name: try reader.name(nameNode), version: version, definitions: definitions, plan: plan)
    }
}
