import Base
import Indicators
import Storage

/// Turns YAML nodes into feature definitions, with errors that name the place.
struct FeatureReader {
    /// The folder of the file that is read, with its slash; empty for the working directory.
    let folder: String
    let allowsLookAhead: Bool

    /// Columns that stand beside the features in a table.
    static let reserved: Set<String> = ["symbol", "time", "known_at", "feature_time"]

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
        try check(node, keys: ["name", "expression"])
        let nameNode = try self.node("name", of: node)
        let name = try name(nameNode)
        guard !FeatureReader.reserved.contains(name) else { throw .reservedName(nameNode.position, name: name) }
        let expression = try expression(try self.node("expression", of: node), groupings: groupings)
        return FeatureDefinition(name: name, expression: expression)
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
            throw .badGroups(node.position, reason: "\(error)")
        }
        guard columns.count == 2 else {
            throw .badGroups(node.position, reason: "\(path) needs two columns of text: symbol and group")
        }
        var groups: [Symbol: String] = [:]
        for (row, (text, name)) in zip(columns[0], columns[1]).enumerated() where !name.isEmpty {
            guard let symbol = Symbol(text) else {
                throw .badGroups(node.position, reason: "'\(text)' in row \(row + 1) of \(path) is no symbol")
            }
            guard groups.updateValue(name, forKey: symbol) == nil else {
                throw .badGroups(node.position, reason: "\(symbol) is in \(path) twice, again in row \(row + 1)")
            }
        }
        return groups
    }
}

extension YAMLNode {
    /// Where the characters are that an error of an expression is about.
    func place(of error: ExpressionError, in text: String) -> YAMLPosition {
        guard let textColumn, !text.contains("\n") else { return position }
        return YAMLPosition(source: position.source, line: position.line, column: textColumn + error.offset)
    }
}
