/// The value of every setting, and who set it.
///
/// A flag wins over an environment variable, which wins over the file, which wins over the default.
public struct Configuration: Sendable {
    /// A setting given on the command line.
    public struct Flag: Sendable {
        /// The setting's name.
        public let key: String
        /// The value as written.
        public let text: String
        /// The flag as the user wrote it, such as `--port`.
        public let name: String

        /// Makes a flag.
        public init(key: String, text: String, name: String) {
            self.key = key
            self.text = text
            self.name = name
        }
    }

    /// One setting with its value and who set it.
    public struct Entry: Sendable {
        /// The setting.
        public let declaration: SettingDeclaration
        /// Its value.
        public let value: SettingValue
        /// Who set it.
        public let origin: SettingOrigin
    }

    /// Every setting in the order declared.
    public private(set) var entries: [Entry]
    /// Things that are no errors but are likely mistakes, such as a misspelt environment variable.
    public let warnings: [String]

    /// Settles every setting.
    ///
    /// - Parameters:
    ///   - declarations: The settings there are.
    ///   - file: The configuration file's root; `nil` or empty when there is none.
    ///   - environment: The environment variables; those whose names begin otherwise than `MARTLET_` do not matter.
    ///   - flags: What was given on the command line; the last of a name wins.
    /// - Throws: ``ConfigurationError``, naming the file and line, the variable or the flag.
    public init(
        declarations: [SettingDeclaration] = Settings.all, file: YAMLNode? = nil, environment: [String: String] = [:],
        flags: [Flag] = []
    ) throws(ConfigurationError) {
        var values: [String: (SettingValue, SettingOrigin)] = [:]
        if let file, !file.isNull {
            try SettingFile(declarations: declarations).read(file, into: &values)
        }
        for declaration in declarations {
            let name = declaration.environmentName
            guard let text = environment[name] else { continue }
            values[declaration.key] = (try declaration.value(text, from: .environment(name)), .environment(name))
        }
        for flag in flags {
            guard let declaration = declarations.first(where: { $0.key == flag.key }) else {
                throw .unknownKey(.flag(flag.name), key: flag.key, known: declarations.map(\.key))
            }
            values[flag.key] = (try declaration.value(flag.text, from: .flag(flag.name)), .flag(flag.name))
        }
        entries = declarations.map { declaration in
            let (value, origin) = values[declaration.key] ?? (declaration.defaultValue, .builtIn)
            return Entry(declaration: declaration, value: value, origin: origin)
        }
        warnings = Configuration.misspelt(environment, declarations)
    }

    /// The value of a setting.
    public subscript<Value>(_ setting: Setting<Value>) -> Value {
        entry(setting.declaration.key).flatMap { Value($0.value) } ?? setting.defaultValue
    }

    /// One setting by name; `nil` when there is none of that name.
    public func entry(_ key: String) -> Entry? { entries.first { $0.declaration.key == key } }

    /// Variables that look like a setting's and are none; others may use the prefix too, so they are not refused.
    private static func misspelt(_ environment: [String: String], _ declarations: [SettingDeclaration]) -> [String] {
        let known = declarations.map(\.environmentName)
        let given = environment.keys.filter { $0.hasPrefix(SettingDeclaration.environmentPrefix) }
        return given.sorted().compactMap { name in
            guard !known.contains(name), !Settings.otherVariables.contains(where: name.hasPrefix),
                let meant = Spelling.nearest(to: name, among: known)
            else { return nil }
            return "the environment variable \(name) sets nothing; did you mean \(meant)?"
        }
    }
}

/// Who set a value.
public enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
    /// Nobody; it is the default.
    case builtIn
    /// The configuration file, at a place.
    case file(YAMLPosition)
    /// An environment variable.
    case environment(String)
    /// A flag of the command line.
    case flag(String)

    /// `default`, `martlet.yaml:3`, `environment MARTLET_SEED` or `flag --seed`.
    public var description: String {
        switch self {
        case .builtIn: "default"
        case .file(let place): "\(place.source):\(place.line)"
        case .environment(let name): "environment \(name)"
        case .flag(let name): "flag \(name)"
        }
    }
}

/// Why a configuration was refused.
public enum ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is no YAML or cannot be read.
    case file(YAMLError)
    /// Nothing has that name.
    case unknownKey(SettingOrigin, key: String, known: [String])
    /// The value is of another kind or out of its range.
    case wrongValue(SettingOrigin, key: String, expected: String, was: String)

    /// What is wrong, where, and how to mend it.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .unknownKey(let origin, let key, let known):
            "\(origin): there is no setting \(key)" + Spelling.hint(for: key, among: known)
        case .wrongValue(let origin, let key, let expected, let was):
            "\(origin): \(key): expected \(expected), was \(was)"
        }
    }
}

extension SettingDeclaration {
    func value(_ text: String, from origin: SettingOrigin) throws(ConfigurationError) -> SettingValue {
        guard let value = kind.value(text: text) else {
            throw .wrongValue(origin, key: key, expected: kind.expectation, was: text.isEmpty ? "empty" : text)
        }
        return value
    }
}
