import Base

/// What the files of feature sets and of label sets have alike: a name, a version, groups of symbols and named definitions.
struct SetParts<Definition> {
    let name: String
    let version: Int
    let groupings: [String: [Symbol: String]]
    let definitions: [Definition]
    /// Where their list stands.
    let place: YAMLPosition
}

extension FeatureReader {
    /// Reads a set.
    ///
    /// The definitions are the list of the name `key`; `read` is given one of them and the names of the groupings.
    func set<Definition>(
        _ root: YAMLNode, list key: String, empty: (YAMLPosition) -> FeatureError,
        reading read: (YAMLNode, [String]) throws(FeatureError) -> (name: String, definition: Definition)
    ) throws(FeatureError) -> SetParts<Definition> {
        try check(root, keys: ["name", "version", "groups", key])
        let nameNode = try node("name", of: root)
        let versionNode = try node("version", of: root)
        let version = try whole(versionNode)
        guard version >= 1 else { throw .badVersion(versionNode.position, version: version) }
        let groupings = try groupings(root["groups"])
        let list = try node(key, of: root)
        let elements = try elements(list)
        guard !elements.isEmpty else { throw empty(list.position) }
        var lines: [String: Int] = [:]
        var definitions: [Definition] = []
        for element in elements {
            let (name, definition) = try read(element, groupings.keys.sorted())
            if let line = lines.updateValue(element.line, forKey: name) {
                throw .duplicateName(element.position, name: name, firstLine: line)
            }
            definitions.append(definition)
        }
        return SetParts(
            name: try name(nameNode), version: version, groupings: groupings, definitions: definitions,
            place: list.position)
    }

    /// An expression whose groupings are there.
    func expression(_ node: YAMLNode, groupings: [String]) throws(FeatureError) -> FeatureExpression {
        let written = try text(node)
        let expression: FeatureExpression
        do {
            expression = try FeatureExpression(parsing: written)
        } catch {
            throw .badExpression(node.place(of: error, in: written), text: written, error)
        }
        guard allowsLookAhead || !expression.looksAhead else { throw .looksAhead(node.position, text: written) }
        for grouping in expression.groupings where !groupings.contains(grouping) {
            throw .unknownWord(node.position, what: "grouping", word: grouping, allowed: groupings)
        }
        return expression
    }
}
