/// Reads the settings of a configuration file.
struct SettingFile {
    let declarations: [SettingDeclaration]

    /// The names of all settings and of the groups they stand in.
    private var names: [String] {
        let groups = declarations.compactMap { declaration -> String? in
            declaration.key.lastIndex(of: ".").map { String(declaration.key[..<$0]) }
        }
        return declarations.map(\.key) + groups
    }

    func read(
        _ node: YAMLNode, group: String = "", into values: inout [String: (SettingValue, SettingOrigin)]
    ) throws(ConfigurationError) {
        guard let members = node.members else {
            throw .wrongValue(
                .file(node.position), key: group.isEmpty ? "the configuration" : group, expected: "a group of keys",
                was: node.value.kindName)
        }
        for member in members {
            let key = group.isEmpty ? member.key : "\(group).\(member.key)"
            if declarations.contains(where: { $0.key.hasPrefix(key + ".") }) {
                if !member.node.isNull { try read(member.node, group: key, into: &values) }
                continue
            }
            guard let declaration = declarations.first(where: { $0.key == key }) else {
                throw .unknownKey(.file(member.keyPosition), key: key, known: names)
            }
            values[key] = (try value(member.node, of: declaration), .file(member.node.position))
        }
    }

    private func value(_ node: YAMLNode, of declaration: SettingDeclaration) throws(ConfigurationError) -> SettingValue
    {
        guard let value = declaration.kind.value(node: node) else {
            throw .wrongValue(
                .file(node.position), key: declaration.key, expected: declaration.kind.expectation, was: words(node))
        }
        return value
    }

    private func words(_ node: YAMLNode) -> String {
        switch node.value {
        case .string(let text): "the text \(text)"
        case .int(let number): String(number)
        case .double(let number): String(number)
        case .bool(let flag): String(flag)
        case .sequence(let elements): "[" + elements.map(words).joined(separator: ", ") + "]"
        case .null, .mapping: node.value.kindName
        }
    }
}

extension Configuration {
    /// The file that is read when none is named and it is there.
    public static let defaultPath = "martlet.yaml"
    /// The environment variable that names the file.
    public static let pathVariable = "MARTLET_CONFIG"

    /// Settles every setting, reading the configuration file.
    ///
    /// - Parameters:
    ///   - path: The file, which must be there. `nil` takes the one `MARTLET_CONFIG` names, which must be there too, or
    ///     else `martlet.yaml` in the working folder if there is one.
    ///   - environment: The environment variables.
    ///   - flags: What was given on the command line.
    ///   - declarations: The settings there are.
    /// - Returns: The settled configuration.
    /// - Throws: ``ConfigurationError``, naming the file and line, the variable or the flag.
    public static func load(
        path: String? = nil, environment: [String: String], flags: [Flag] = [],
        declarations: [SettingDeclaration] = Settings.all
    ) throws(ConfigurationError) -> Configuration {
        let named = path ?? environment[pathVariable].flatMap { $0.isEmpty ? nil : $0 }
        var file: YAMLNode?
        if let source = named ?? (SmallFile.exists(path: defaultPath) ? defaultPath : nil) {
            do throws(YAMLError) {
                file = try YAMLNode.load(path: source)
            } catch {
                throw .file(error)
            }
        }
        return try Configuration(declarations: declarations, file: file, environment: environment, flags: flags)
    }

    /// A configuration file in which every setting stands with its default, commented out, and its documentation.
    public static func template(_ declarations: [SettingDeclaration] = Settings.all) -> String {
        var text = """
            # Every setting of Martlet with its default. Copy to martlet.yaml and take away the # before what you change
            # and the group above it. An environment variable wins over this file, a flag over both:
            # `martlet config show` says who set what.

            """
        var open: [Substring] = []
        for declaration in declarations {
            let parts = declaration.key.split(separator: ".")
            let groups = parts.dropLast()
            if groups.isEmpty || Array(groups) != open { text += "\n" }
            for (depth, group) in groups.enumerated() where open.count <= depth || open[depth] != group {
                text += "#" + String(repeating: "  ", count: depth) + "\(group):\n"
            }
            open = Array(groups)
            let indent = "#" + String(repeating: "  ", count: groups.count)
            text += "# \(declaration.summary) Takes \(declaration.kind.expectation).\n"
            text += "\(indent)\(parts.last ?? ""): \(declaration.defaultValue.yaml)\n"
        }
        return text
    }
}

extension SettingValue {
    /// The value as it is written in a YAML file.
    public var yaml: String {
        switch self {
        case .text(let text): text.isEmpty ? "\"\"" : text
        case .integers, .texts: "[\(text.split(separator: ",").joined(separator: ", "))]"
        default: text
        }
    }
}
