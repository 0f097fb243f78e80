/// The value of a setting, whatever its type.
public enum SettingValue: Sendable, Equatable {
    /// A text.
    case text(String)
    /// True or false.
    case flag(Bool)
    /// A whole number.
    case integer(Int)
    /// A number.
    case number(Double)
    /// Whole numbers in order.
    case integers([Int])
    /// Texts in order.
    case texts([String])

    /// The value as it is written in a flag or an environment variable; lists with commas.
    public var text: String {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .integers(let numbers): numbers.map(String.init).joined(separator: ",")
        case .texts(let texts): texts.joined(separator: ",")
        }
    }
}

/// What values a setting takes.
public enum SettingKind: Sendable, Equatable {
    /// Any text.
    case text
    /// The path of a file or folder; a relative one is taken from the folder Martlet runs in.
    case path
    /// `true` or `false`.
    case flag
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// A number in a range.
    case number(ClosedRange<Double>)
    /// One or more whole numbers in a range, none twice.
    case integers(ClosedRange<Int>)
    /// One of a few texts.
    case choice([String])
    /// One or more of a few texts, none twice.
    case choices([String])

    /// What a user must write, to follow the word "expected".
    public var expectation: String {
        switch self {
        case .text: "a text"
        case .path: "a path"
        case .flag: "true or false"
        case .integer(let range): "a whole number" + SettingKind.words(for: range)
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .integers(let range): "different whole numbers" + SettingKind.words(for: range)
        case .choice(let names): "one of \(names.joined(separator: ", "))"
        case .choices(let names): "one or more of \(names.joined(separator: ", ")), none twice"
        }
    }

    /// Reads the value from a flag or an environment variable; `nil` when it is not of this kind.
    public func value(text: String) -> SettingValue? {
        switch self {
        case .text, .path: accept(.text(text))
        case .choice: accept(.text(text))
        case .flag: SettingKind.flag(text).map { .flag($0) }
        case .integer: Int(text).flatMap { accept(.integer($0)) }
        case .number: Double(text).flatMap { accept(.number($0)) }
        case .integers: SettingKind.integers(text).flatMap { accept(.integers($0)) }
        case .choices: accept(.texts(SettingKind.elements(text)))
        }
    }

    /// Reads the value from a YAML node; `nil` when it is not of this kind.
    func value(node: YAMLNode) -> SettingValue? {
        switch self {
        case .text, .path, .choice: node.string.flatMap { accept(.text($0)) }
        case .flag: node.bool.map { .flag($0) }
        case .integer: node.int.flatMap { accept(.integer($0)) }
        case .number: node.double.flatMap { accept(.number($0)) }
        case .integers:
            SettingKind.all(node.elements?.map(\.int) ?? [node.int]).flatMap { accept(.integers($0)) }
        case .choices:
            SettingKind.all(node.elements?.map(\.string) ?? [node.string]).flatMap { accept(.texts($0)) }
        }
    }

    /// The value, if it lies in the range or among the choices.
    private func accept(_ value: SettingValue) -> SettingValue? {
        let isAllowed: Bool
        switch (self, value) {
        case (.text, .text), (.flag, .flag): isAllowed = true
        case (.path, .text(let path)): isAllowed = !path.isEmpty
        case (.integer(let range), .integer(let number)): isAllowed = range.contains(number)
        case (.number(let range), .number(let number)): isAllowed = range.contains(number)
        case (.choice(let names), .text(let name)): isAllowed = names.contains(name)
        case (.integers(let range), .integers(let numbers)):
            isAllowed = SettingKind.areDifferent(numbers) && numbers.allSatisfy(range.contains)
        case (.choices(let names), .texts(let texts)):
            isAllowed = SettingKind.areDifferent(texts) && texts.allSatisfy(names.contains)
        default: isAllowed = false
        }
        return isAllowed ? value : nil
    }

    private static func words(for range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): ""
        case (let low, .max): " from \(low)"
        case (let low, let high): " from \(low) to \(high)"
        }
    }

    private static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }

    private static func elements(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map {
            String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
    }

    private static func integers(_ text: String) -> [Int]? { all(elements(text).map { Int($0) }) }

    private static func areDifferent<Element: Hashable>(_ elements: [Element]) -> Bool {
        !elements.isEmpty && Set(elements).count == elements.count
    }

    private static func all<Element>(_ elements: [Element?]) -> [Element]? {
        let found = elements.compactMap { $0 }
        return found.count == elements.count ? found : nil
    }
}
