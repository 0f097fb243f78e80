extension YAMLNode {
    /// The member of that name; `nil` when there is none or the node is no group of keys.
    public subscript(key: String) -> YAMLNode? { members?.first { $0.key == key }?.node }

    /// The members of a group of keys; `nil` for any other kind.
    public var members: [YAMLMember]? {
        guard case .mapping(let members) = value else { return nil }
        return members
    }

    /// The elements of a list; `nil` for any other kind.
    public var elements: [YAMLNode]? {
        guard case .sequence(let elements) = value else { return nil }
        return elements
    }

    /// The text; `nil` for any other kind.
    public var string: String? {
        guard case .string(let text) = value else { return nil }
        return text
    }

    /// The whole number; `nil` for any other kind.
    public var int: Int? {
        guard case .int(let number) = value else { return nil }
        return number
    }

    /// The number, whole or not; `nil` for any other kind.
    public var double: Double? {
        switch value {
        case .double(let number): number
        case .int(let number): Double(number)
        default: nil
        }
    }

    /// The flag; `nil` for any other kind.
    public var bool: Bool? {
        guard case .bool(let flag) = value else { return nil }
        return flag
    }

    /// Whether the node holds nothing.
    public var isNull: Bool { value == .null }

    /// The text, or an error that names the place.
    public func requireString() throws(YAMLError) -> String { try require(string, "a text") }
    /// The whole number, or an error that names the place.
    public func requireInt() throws(YAMLError) -> Int { try require(int, "a whole number") }
    /// The number, or an error that names the place.
    public func requireDouble() throws(YAMLError) -> Double { try require(double, "a number") }
    /// The elements of a list, or an error that names the place.
    public func requireElements() throws(YAMLError) -> [YAMLNode] { try require(elements, "a list") }
    /// The members of a group, or an error that names the place.
    public func requireMembers() throws(YAMLError) -> [YAMLMember] { try require(members, "a group of keys") }

    /// The members of a group all of whose names are known.
    ///
    /// - Throws: ``YAMLError/unknownKey(_:key:known:)`` for the first name that is not among `known`.
    public func requireMembers(named known: [String]) throws(YAMLError) -> [YAMLMember] {
        let members = try requireMembers()
        for member in members where !known.contains(member.key) {
            throw .unknownKey(member.keyPosition, key: member.key, known: known)
        }
        return members
    }

    /// The member of that name, or an error that names the group.
    public func require(_ key: String) throws(YAMLError) -> YAMLNode {
        let members = try requireMembers()
        guard let member = members.first(where: { $0.key == key }) else { throw .missingKey(position, key: key) }
        return member.node
    }

    private func require<Value>(_ found: Value?, _ expected: String) throws(YAMLError) -> Value {
        guard let found else { throw .unexpected(position, expected: expected, was: value.kindName) }
        return found
    }
}
