import Base

/// Something a command takes by name, such as `--port 9000`.
public struct CommandOption: Sendable {
    /// What an option takes.
    public indirect enum Kind: Sendable, Equatable {
        /// Nothing: it is there or it is not.
        case flag
        /// Any text.
        case text
        /// A file or folder.
        case path
        /// A whole number in a range.
        case integer(ClosedRange<Int>)
        /// A number in a range.
        case number(ClosedRange<Double>)
        /// One of a few words.
        case choice([String])
        /// `NAME=VALUE`; may be given again.
        case pair
        /// Several of a kind: separated by commas, or the option given again.
        case list(Kind)
    }

    /// The name, without the dashes.
    public let name: String
    /// A letter that does the same behind one dash; `nil` for none.
    public let letter: Character?
    /// What it takes.
    public let kind: Kind
    /// What the help calls the value, in capitals.
    public let valueName: String
    /// What it does, in one line.
    public let summary: String
    /// The setting it overrides, such as `server.port`; `nil` for none.
    public let setting: String?

    /// Makes an option.
    ///
    /// - Parameters:
    ///   - name: The name, without the dashes.
    ///   - kind: What it takes.
    ///   - valueName: What the help calls the value; a word that fits the kind when `nil`.
    ///   - letter: A letter that does the same behind one dash.
    ///   - setting: The setting it overrides; ``CommandContext/configuration()`` then sees it.
    ///   - summary: What it does, in one line.
    public init(
        _ name: String, _ kind: Kind, value valueName: String? = nil, letter: Character? = nil, setting: String? = nil,
        _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.valueName = valueName ?? kind.valueName
        self.letter = letter
        self.setting = setting
        self.summary = summary
    }

    /// The ``setting`` of an option whose value names the setting itself: `--set server.port=9000`.
    public static let anySetting = "*"

    /// Whether a value follows.
    public var takesValue: Bool { kind != .flag }
}

extension CommandOption.Kind {
    var valueName: String {
        switch self {
        case .flag: ""
        case .text: "TEXT"
        case .path: "PATH"
        case .integer, .number: "N"
        case .choice: "NAME"
        case .pair: "NAME=VALUE"
        case .list(let element): element.valueName + ",…"
        }
    }

    /// What a user must write, to follow the word "expected".
    var expectation: String {
        switch self {
        case .flag: "nothing"
        case .text: "a text"
        case .path: "a path"
        case .integer(let range): SettingKind.integer(range).expectation
        case .number(let range): SettingKind.number(range).expectation
        case .pair: "NAME=VALUE"
        case .choice(let names): SettingKind.choice(names).expectation
        case .list(let element): element.expectation
        }
    }

    func accepts(_ text: String) -> Bool {
        switch self {
        case .flag: false
        case .text: true
        case .path: !text.isEmpty
        case .integer(let range): Int(text).map(range.contains) ?? false
        case .number(let range): Double(text).map(range.contains) ?? false
        case .choice(let names): names.contains(text)
        case .pair: (text.firstIndex(of: "=") ?? text.startIndex) > text.startIndex
        case .list(let element): element.accepts(text)
        }
    }

    /// The words completion proposes; empty when any word will do.
    var choices: [String] {
        switch self {
        case .choice(let names): names
        case .list(let element): element.choices
        default: []
        }
    }

    var isPath: Bool { self == .path || self == .list(.path) }
    var isList: Bool {
        if case .list = self { return true }
        return false
    }
    var mayRepeat: Bool { isList || self == .pair }
}
