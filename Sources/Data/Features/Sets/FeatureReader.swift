import Base
import Indicators

/// Turns YAML nodes into feature definitions, with errors that name the place.
struct FeatureReader {
    /// Refuses names of members that nothing knows.
    func check(_ node: YAMLNode, keys: [String]) throws(FeatureError) {
        do { _ = try node.requireMembers(named: keys) } catch { throw .yaml(error) }
    }

    /// The member of a name.
    func node(_ key: String, of parent: YAMLNode) throws(FeatureError) -> YAMLNode {
        do { return try parent.require(key) } catch { throw .yaml(error) }
    }

    func whole(_ node: YAMLNode) throws(FeatureError) -> Int {
        do { return try node.requireInt() } catch { throw .yaml(error) }
    }

    func text(_ node: YAMLNode) throws(FeatureError) -> String {
        do { return try node.requireString() } catch { throw .yaml(error) }
    }

    func elements(_ node: YAMLNode) throws(FeatureError) -> [YAMLNode] {
        do { return try node.requireElements() } catch { throw .yaml(error) }
    }

    /// A name: lower-case letters, digits and `_`, beginning with a letter.
    func name(_ node: YAMLNode) throws(FeatureError) -> String {
        let name = try text(node)
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isName = name.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") }
        guard isName, let first = name.utf8.first, letters.contains(first), name.utf8.count <= 64 else {
            throw .badName(node.position, name: name)
        }
        return name
    }

    /// One feature.
    func feature(_ node: YAMLNode) throws(FeatureError) -> (FeatureDefinition, OperatorDefinition) {
        try check(node, keys: ["name", "operator", "input", "parameters", "output", "transform"])
        let operatorNode = try self.node("operator", of: node)
        let used = try usedOperator(operatorNode)
        let definition = FeatureDefinition(
            name: try name(try self.node("name", of: node)), operatorName: used.name,
            arguments: try arguments(of: used, node), input: try input(of: used, node),
            output: try output(of: used, node, operatorNode), transform: try transform(node))
        return (definition, used)
    }

    private func usedOperator(_ node: YAMLNode) throws(FeatureError) -> OperatorDefinition {
        let name = try text(node)
        do { return try OperatorCatalogue.named(name) } catch { throw .badOperator(node.position, error) }
    }

    private func arguments(of used: OperatorDefinition, _ node: YAMLNode) throws(FeatureError) -> OperatorArguments {
        var given: [String: Double] = [:]
        let parameters = node["parameters"]
        var members: [YAMLMember] = []
        if let parameters, !parameters.isNull {
            do { members = try parameters.requireMembers() } catch { throw .yaml(error) }
        }
        for member in members {
            do { given[member.key] = try member.node.requireDouble() } catch { throw .yaml(error) }
        }
        do {
            return try used.arguments(given)
        } catch {
            throw .badOperator(place(of: error, members) ?? parameters?.position ?? node.position, error)
        }
    }

    /// Where the parameter stands that an error is about.
    private func place(of error: OperatorError, _ members: [YAMLMember]) -> YAMLPosition? {
        switch error {
        case .unknownParameter(let name, _, _): members.first { $0.key == name }?.keyPosition
        case .outOfRange(let name, _, _): members.first { $0.key == name }?.node.position
        case .unknownOperator, .conflict: nil
        }
    }

    private func input(of used: OperatorDefinition, _ node: YAMLNode) throws(FeatureError) -> BarField? {
        guard let input = node["input"] else { return used.takesAnyField ? .close : nil }
        guard used.takesAnyField else {
            throw .inputNotTaken(input.position, operatorName: used.name, fields: used.fields.map(\.rawValue))
        }
        let word = try text(input)
        guard let field = BarField(rawValue: word), BarField.numeric.contains(field) else {
            let allowed = BarField.numeric.map(\.rawValue)
            throw .unknownWord(input.position, what: "field", word: word, allowed: allowed)
        }
        return field
    }

    private func output(
        of used: OperatorDefinition, _ node: YAMLNode, _ operatorNode: YAMLNode
    ) throws(FeatureError) -> String {
        guard let output = node["output"] else {
            if let only = used.outputs.first, used.outputs.count == 1 { return only }
            throw .outputMissing(operatorNode.position, operatorName: used.name, outputs: used.outputs)
        }
        let word = try text(output)
        guard used.outputs.contains(word) else {
            throw .unknownWord(output.position, what: "output of '\(used.name)'", word: word, allowed: used.outputs)
        }
        return word
    }

    private func transform(_ node: YAMLNode) throws(FeatureError) -> FeatureTransform {
        guard let transform = node["transform"] else { return .value }
        let word = try text(transform)
        guard let found = FeatureTransform(rawValue: word) else {
            let allowed = FeatureTransform.allCases.map(\.rawValue)
            throw .unknownWord(transform.position, what: "transform", word: word, allowed: allowed)
        }
        return found
    }
}
