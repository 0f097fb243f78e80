extension YAMLNode {
    /// Reads one YAML document.
    ///
    /// Refused, with the place named: a second document, a name given twice, tags other than those of the core schema,
    /// merge keys (`<<`), aliases into themselves, and documents beyond the limits.
    ///
    /// - Parameters:
    ///   - text: The document; an empty one is ``YAMLValue/null``.
    ///   - source: What errors call the text, usually the file's path.
    ///   - limits: How large the document may be.
    /// - Returns: The document's root.
    /// - Throws: ``YAMLError``, naming the place.
    public static func parse(
        _ text: String, source: String, limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> YAMLNode {
        let start = YAMLPosition(source: source, line: 1, column: 1)
        guard text.utf8.count <= limits.bytesMax else {
            throw .tooLarge(start, what: "bytes", limit: limits.bytesMax)
        }
        var composer = try YAMLComposer(text, source: source, limits: limits)
        return try composer.document()
    }

    /// Reads one YAML document from a file; see ``parse(_:source:limits:)``.
    public static func load(path: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) -> YAMLNode {
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.read(path: path)
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadable(path: path, reason: "it is not UTF-8; save it as UTF-8")
        }
        return try parse(text, source: path, limits: limits)
    }
}

/// Puts the events of a text together into a tree.
struct YAMLComposer: ~Copyable {
    private var events: YAMLEvents
    private let limits: YAMLLimits
    private let start: YAMLPosition
    private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
    private var size = 0
    private var depth = 0

    init(_ text: String, source: String, limits: YAMLLimits) throws(YAMLError) {
        events = try YAMLEvents(text, source: source)
        start = YAMLPosition(source: source, line: 1, column: 1)
        self.limits = limits
    }

    mutating func document() throws(YAMLError) -> YAMLNode {
        var root: YAMLNode?
        while true {
            let (event, position) = try events.next()
            switch event {
            case .streamStart, .documentEnd: continue
            case .streamEnd: return root ?? YAMLNode(value: .null, position: start)
            case .documentStart:
                guard root == nil else {
                    throw .unsupported(position, what: "a second document begins here; keep one document in a file")
                }
            default: root = try node(event, position)
            }
        }
    }

    private mutating func node(_ event: YAMLEvent, _ position: YAMLPosition) throws(YAMLError) -> YAMLNode {
        let sizeBefore = size
        let made: YAMLNode
        let anchor: String?
        switch event {
        case .alias(let name): return try resolve(name, position)
        case .scalar(let text, let tag, let style, let name):
            let value = try YAMLScalar.value(text, tag: tag, isPlain: style == .plain, at: position)
            let first = style == .block ? nil : position.column + (style == .quoted ? 1 : 0)
            (made, anchor) = (YAMLNode(value: value, position: position, textColumn: first), name)
        case .sequenceStart(let tag, let name):
            try YAMLScalar.check(tag, is: "seq", at: position)
            (made, anchor) = (YAMLNode(value: .sequence(try elements(position)), position: position), name)
        case .mappingStart(let tag, let name):
            try YAMLScalar.check(tag, is: "map", at: position)
            (made, anchor) = (YAMLNode(value: .mapping(try members(position)), position: position), name)
        default: throw .syntax(position, problem: "a value was expected here")
        }
        try count(1, position)
        if let anchor { anchors[anchor] = (made, size - sizeBefore) }
        return made
    }

    private mutating func resolve(_ name: String, _ position: YAMLPosition) throws(YAMLError) -> YAMLNode {
        guard let target = anchors[name] else { throw .unknownAnchor(position, name: name) }
        try count(target.size, position)
        return target.node
    }

    private mutating func elements(_ position: YAMLPosition) throws(YAMLError) -> [YAMLNode] {
        try descend(position)
        defer { depth -= 1 }
        var elements: [YAMLNode] = []
        while true {
            let (event, place) = try events.next()
            if case .sequenceEnd = event { return elements }
            elements.append(try node(event, place))
        }
    }

    private mutating func members(_ position: YAMLPosition) throws(YAMLError) -> [YAMLMember] {
        try descend(position)
        defer { depth -= 1 }
        var members: [YAMLMember] = []
        var lines: [String: Int] = [:]
        while true {
            let (event, place) = try events.next()
            if case .mappingEnd = event { return members }
            let key = try YAMLComposer.key(event, place)
            if let firstLine = lines.updateValue(place.line, forKey: key) {
                throw .duplicateKey(place, key: key, firstLine: firstLine)
            }
            let (next, nextPlace) = try events.next()
            members.append(YAMLMember(key: key, keyPosition: place, node: try node(next, nextPlace)))
        }
    }

    private static func key(_ event: YAMLEvent, _ position: YAMLPosition) throws(YAMLError) -> String {
        guard case .scalar(let text, _, let style, _) = event else {
            throw .unsupported(position, what: "a key must be a plain name, not a list, a group or an alias")
        }
        guard text != "<<" || style != .plain else {
            throw .unsupported(position, what: "merge keys (<<) are not taken; write the keys out")
        }
        return text
    }

    private mutating func descend(_ position: YAMLPosition) throws(YAMLError) {
        depth += 1
        guard depth <= limits.depthMax else {
            throw .tooLarge(position, what: "levels of nesting", limit: limits.depthMax)
        }
    }

    private mutating func count(_ nodes: Int, _ position: YAMLPosition) throws(YAMLError) {
        size += nodes
        guard size <= limits.nodesMax else {
            throw .tooLarge(position, what: "values once aliases are expanded", limit: limits.nodesMax)
        }
    }
}
