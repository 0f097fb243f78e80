/// One thing that can be set, with the Swift type it is read as.
///
/// Each module's settings are declared once, in ``Settings``; the same declaration reads the file, the environment and
/// the flags, and writes the documentation.
public struct Setting<Value: SettingReadable>: Sendable {
    /// The name, kind and documentation.
    public let declaration: SettingDeclaration
    /// The value where nobody sets one.
    public let defaultValue: Value

    /// Declares a setting.
    ///
    /// - Parameters:
    ///   - key: Its name in `martlet.yaml`; dots stand for groups, as in `server.port`.
    ///   - kind: The values it takes.
    ///   - defaultValue: The value where nobody sets one.
    ///   - summary: What it does, in one sentence.
    public init(_ key: String, _ kind: SettingKind, default defaultValue: Value, _ summary: String) {
        self.defaultValue = defaultValue
        declaration = SettingDeclaration(
            key: key, kind: kind, defaultValue: defaultValue.settingValue, summary: summary)
    }
}

/// The name, kind, default and documentation of a setting.
public struct SettingDeclaration: Sendable {
    /// Its name in `martlet.yaml`; dots stand for groups.
    public let key: String
    /// The values it takes.
    public let kind: SettingKind
    /// The value where nobody sets one.
    public let defaultValue: SettingValue
    /// What it does, in one sentence.
    public let summary: String

    /// The environment variable that sets it: `server.port` is `MARTLET_SERVER_PORT`.
    public var environmentName: String {
        SettingDeclaration.environmentPrefix + String(key.uppercased().map { $0 == "." ? "_" : $0 })
    }

    /// What the names of all environment variables that set something begin with.
    public static let environmentPrefix = "MARTLET_"
}

/// A Swift type that a setting can be read as.
public protocol SettingReadable: Sendable {
    /// Takes the value out; `nil` when it is of another type.
    init?(_ value: SettingValue)
    /// The value put in.
    var settingValue: SettingValue { get }
}

extension String: SettingReadable {
    /// Takes a text out.
    public init?(_ value: SettingValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
    /// The text put in.
    public var settingValue: SettingValue { .text(self) }
}

extension Bool: SettingReadable {
    /// Takes a flag out.
    public init?(_ value: SettingValue) {
        guard case .flag(let flag) = value else { return nil }
        self = flag
    }
    /// The flag put in.
    public var settingValue: SettingValue { .flag(self) }
}

extension Int: SettingReadable {
    /// Takes a whole number out.
    public init?(_ value: SettingValue) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }
    /// The number put in.
    public var settingValue: SettingValue { .integer(self) }
}

extension Double: SettingReadable {
    /// Takes a number out.
    public init?(_ value: SettingValue) {
        guard case .number(let number) = value else { return nil }
        self = number
    }
    /// The number put in.
    public var settingValue: SettingValue { .number(self) }
}

extension [Int]: SettingReadable {
    /// Takes whole numbers out.
    public init?(_ value: SettingValue) {
        guard case .integers(let numbers) = value else { return nil }
        self = numbers
    }
    /// The numbers put in.
    public var settingValue: SettingValue { .integers(self) }
}
