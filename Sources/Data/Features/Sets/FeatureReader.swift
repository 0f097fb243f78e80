import Base
import Indicators
import Storage

/// Turns YAML nodes into feature definitions, with errors that name the place.
struct FeatureReader {
    /// The folder of the file that is read, with its slash; empty for the working directory.
    let folder: String
    let allowsLookAhead: Bool

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
    func feature(_ node: YAMLNode, groupings: [String]) throws(FeatureError) -> FeatureDefinition {
        let keys = ["name", "expression", "operator", "input", "parameters", "output", "transform"]
        try check(node, keys: keys)
        let name = try name(try self.node("name", of: node))
        guard let text = node["expression"] else {
            guard node["operator"] != nil else { throw .noDefinition(node.position) }
            return FeatureDefinition(name: name, expression: try operatorFeature(node))
        }
        for key in keys.dropFirst(2) {
            if let other = node[key] { throw .twoDefinitions(other.position, key: key) }
        }
        return FeatureDefinition(name: name, expression: try expression(text, groupings: groupings))
    }

    /// A feature written as an operator with its numbers.
    private func operatorFeature(_ node: YAMLNode) throws(FeatureError) -> FeatureExpression {
        let operatorNode = try self.node("operator", of: node)
        let used = try usedOperator(operatorNode)
        let arguments = try arguments(of: used, node)
        let input = try input(of: used, node)
        let output = try output(of: used, node, operatorNode)
        let inputs = input.map { [FeatureExpression.field($0)] } ?? []
        let value = FeatureExpression.application(
            OperatorApplication(used.name, inputs, arguments, output: output))
        return try transform(node).apply(to: value)
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
        guard used.valueCount <= 1 else { throw .severalInputs(node.position, operatorName: used.name) }
        guard let input = node["input"] else { return used.valueCount == 1 ? .close : nil }
        guard used.valueCount == 1 else {
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

extension FeatureReader {
    /// The groups of symbols, by the name of the grouping.
    func groupings(_ node: YAMLNode?) throws(FeatureError) -> [String: [Symbol: String]] {
        guard let node, !node.isNull else { return [:] }
        let members: [YAMLMember]
        do { members = try node.requireMembers() } catch { throw .yaml(error) }
        var groupings: [String: [Symbol: String]] = [:]
        for member in members { groupings[member.key] = try groups(member.node) }
        return groupings
    }

    private func groups(_ node: YAMLNode) throws(FeatureError) -> [Symbol: String] {
        if let file = node["file"] { return try groups(file: file) }
        let members: [YAMLMember]
        do { members = try node.requireMembers() } catch { throw .yaml(error) }
        var groups: [Symbol: String] = [:]
        for member in members {
            guard let symbol = Symbol(member.key) else {
                throw .badGroups(member.keyPosition, reason: "'\(member.key)' is no symbol")
            }
            groups[symbol] = try text(member.node)
        }
        return groups
    }

    /// A CSV with a line of names, of which the first two columns are symbol and group.
    private func groups(file node: YAMLNode) throws(FeatureError) -> [Symbol: String] {
        let name = try text(node)
        let path = name.hasPrefix("/") ? name : folder + name
        let columns: [[String]]
        do {
            columns = try CSVFile.read(path).columns.prefix(2).map { try $0.texts().map { $0 ?? "" } }
        } catch {
            throw .badGroups(node.position, reason: "cannot read \(path): \(error)")
        }
        guard columns.count == 2 else {
            throw .badGroups(node.position, reason: "\(path) needs two columns of text: symbol and group")
        }
        var groups: [Symbol: String] = [:]
        for (symbol, name) in zip(columns[0], columns[1]) {
            guard let symbol = Symbol(symbol) else {
                throw .badGroups(node.position, reason: "'\(symbol)' in \(path) is no symbol")
            }
            groups[symbol] = name
        }
        return groups
    }
}
