/// One value of a YAML document together with where it stands, so that a complaint can name the line.
///
/// The scalars are those of the YAML 1.2 core schema: `yes`, `no`, `on` and `off` are texts, not flags. Aliases are
/// resolved; a document whose aliases expand beyond ``YAMLLimits`` is refused.
public struct YAMLNode: Sendable, Equatable {
    /// What the node holds.
    public let value: YAMLValue
    /// Where the node begins.
    public let position: YAMLPosition
    /// The column at which the text of a scalar begins, behind its quotation mark; `nil` where the text is on lines of its own.
    public let textColumn: Int?

    /// Makes a node.
    public init(value: YAMLValue, position: YAMLPosition, textColumn: Int? = nil) {
        self.value = value
        self.textColumn = textColumn
        self.position = position
    }

    /// The line the node begins on; the first is 1.
    public var line: Int { position.line }
    /// The column the node begins at; the first is 1.
    public var column: Int { position.column }

    /// Whether two nodes hold the same values; where they stand does not count.
    public static func == (left: YAMLNode, right: YAMLNode) -> Bool { left.value == right.value }
}

/// What a YAML node holds.
public indirect enum YAMLValue: Sendable, Equatable {
    /// Nothing: `null`, `~` or an empty place.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number: decimal, `0x…` or `0o…`.
    case int(Int)
    /// A number with a fraction or an exponent, `.inf` or `.nan`.
    case double(Double)
    /// A text.
    case string(String)
    /// A list.
    case sequence([YAMLNode])
    /// Named members in the order written; no name occurs twice.
    case mapping([YAMLMember])

    /// What a user would call this kind of value.
    public var kindName: String {
        switch self {
        case .null: "nothing"
        case .bool: "true or false"
        case .int: "a whole number"
        case .double: "a number"
        case .string: "a text"
        case .sequence: "a list"
        case .mapping: "a group of keys"
        }
    }
}

/// One named member of a YAML mapping.
public struct YAMLMember: Sendable, Equatable {
    /// The name, as written.
    public let key: String
    /// Where the name stands.
    public let keyPosition: YAMLPosition
    /// What it names.
    public let node: YAMLNode

    /// Makes a member.
    public init(key: String, keyPosition: YAMLPosition, node: YAMLNode) {
        self.key = key
        self.keyPosition = keyPosition
        self.node = node
    }

    /// Whether two members have the same name and value; where they stand does not count.
    public static func == (left: YAMLMember, right: YAMLMember) -> Bool {
        left.key == right.key && left.node == right.node
    }
}

/// A place in a YAML text.
public struct YAMLPosition: Sendable, Hashable, CustomStringConvertible {
    /// The file, or another name of the text.
    public let source: String
    /// The line; the first is 1.
    public let line: Int
    /// The column in characters; the first is 1.
    public let column: Int

    /// Makes a place.
    public init(source: String, line: Int, column: Int) {
        self.source = source
        self.line = line
        self.column = column
    }

    /// `file:line:column`.
    public var description: String { "\(source):\(line):\(column)" }
}

/// How large a YAML document may be, so that no text can exhaust memory or the stack.
public struct YAMLLimits: Sendable {
    /// The most bytes of text.
    public var bytesMax: Int
    /// The most nodes once every alias has been replaced by what it stands for.
    public var nodesMax: Int
    /// The most lists and groups inside each other.
    public var depthMax: Int

    /// Makes limits.
    public init(bytesMax: Int = 16 << 20, nodesMax: Int = 200_000, depthMax: Int = 64) {
        self.bytesMax = bytesMax
        self.nodesMax = nodesMax
        self.depthMax = depthMax
    }
}
