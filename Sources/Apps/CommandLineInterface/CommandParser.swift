import Base

/// Reads a command line against a tree of commands.
struct CommandParser {
    /// What a command line asks for.
    enum Request {
        case help(path: [String], Command)
        case version
        case run(ParsedArguments, Command.Handler)
    }

    private let globals: [CommandOption]
    private var path: [String]
    private var command: Command
    private var values: [String: [String]] = [:]
    private var words: [String] = []
    private var flags: [Configuration.Flag] = []
    private var wantsHelp = false

    /// Reads `arguments`, which do not have the program's own name.
    static func parse(
        _ arguments: [String], root: Command, globals: [CommandOption]
    ) throws(CommandLineError) -> Request {
        var parser = CommandParser(root: root, globals: globals)
        try parser.read(arguments)
        return try parser.request()
    }

    private init(root: Command, globals: [CommandOption]) {
        self.globals = globals
        command = root
        path = [root.name]
    }

    private mutating func read(_ arguments: [String]) throws(CommandLineError) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" {
                words += rest
                return
            }
            if word.hasPrefix("--") {
                try readLong(word, &rest)
            } else if word.hasPrefix("-"), word.count > 1, !isNegativeNumber(word) {
                try readLetters(word, &rest)
            } else {
                try readWord(word)
            }
        }
    }

    private func isNegativeNumber(_ word: String) -> Bool { Double(word) != nil && !hasDigitLetter }
    private var hasDigitLetter: Bool { allOptions.contains { $0.letter?.isNumber ?? false } }
    private var allOptions: [CommandOption] { command.options + globals }

    private mutating func readWord(_ word: String) throws(CommandLineError) {
        if words.isEmpty, !command.subcommands.isEmpty {
            if let next = command.subcommand(word) {
                command = next
                path.append(word)
                return
            }
            if word == "help" {
                wantsHelp = true
                return
            }
            guard command.run != nil, !command.arguments.isEmpty else {
                throw .unknownCommand(word, below: path, known: command.subcommands.map(\.name))
            }
        }
        words.append(word)
    }

    private mutating func readLong(_ word: String, _ rest: inout ArraySlice<String>) throws(CommandLineError) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        if name == "help" {
            wantsHelp = true
            return
        }
        guard let option = allOptions.first(where: { $0.name == name }) else {
            throw .unknownOption("--\(name)", command: path, known: allOptions.map { "--\($0.name)" } + ["--help"])
        }
        let attached = parts.count > 1 ? String(parts[1]) : nil
        try take(option, as: "--\(name)", attached: attached, &rest)
    }

    private mutating func readLetters(_ word: String, _ rest: inout ArraySlice<String>) throws(CommandLineError) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            if letter == "h" {
                wantsHelp = true
                continue
            }
            guard let option = allOptions.first(where: { $0.letter == letter }) else {
                throw .unknownOption("-\(letter)", command: path, known: [])
            }
            let attached = option.takesValue && !letters.isEmpty ? String(letters) : nil
            try take(option, as: "-\(letter)", attached: attached, &rest)
            if attached != nil { return }
        }
    }

    private mutating func take(
        _ option: CommandOption, as shown: String, attached: String?, _ rest: inout ArraySlice<String>
    ) throws(CommandLineError) {
        guard option.takesValue else {
            if let attached { throw .unwantedValue(option: shown, value: attached) }
            values[option.name] = [""]
            if let setting = option.setting { flags.append(.init(key: setting, text: "true", name: shown)) }
            return
        }
        guard let text = attached ?? nextValue(&rest) else {
            throw .missingValue(option: shown, expected: option.kind.expectation)
        }
        if option.setting == nil, let any = hiddenSettings(behind: option), any.kind.accepts(text) {
            return flags.append(CommandParser.flag(text, shown))
        }
        if !option.kind.mayRepeat, values[option.name] != nil { throw .repeated(option: shown) }
        let elements = option.kind.isList ? text.split(separator: ",").map(String.init) : [text]
        for element in elements.isEmpty ? [text] : elements {
            try CommandParser.check(element, option.kind, of: shown)
            values[option.name, default: []].append(element)
        }
        if option.setting == CommandOption.anySetting {
            flags.append(CommandParser.flag(text, shown))
        } else if let setting = option.setting {
            let whole = values[option.name]?.joined(separator: ",") ?? text
            flags.append(.init(key: setting, text: whole, name: shown))
        }
    }

    /// The option for any setting, where a command has one of its own under that name: `--set alpha158` then is the command's
    /// and `--set seed=1` a setting all the same.
    private func hiddenSettings(behind option: CommandOption) -> CommandOption? {
        globals.first { $0.name == option.name && $0.setting == CommandOption.anySetting }
    }

    /// A setting out of `NAME=VALUE`.
    private static func flag(_ text: String, _ shown: String) -> Configuration.Flag {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return Configuration.Flag(key: parts[0], text: parts[1], name: "\(shown) \(parts[0])")
    }

    private func nextValue(_ rest: inout ArraySlice<String>) -> String? {
        guard let next = rest.first, !next.hasPrefix("--") else { return nil }
        return rest.popFirst()
    }

    private static func check(
        _ text: String, _ kind: CommandOption.Kind, of name: String
    ) throws(CommandLineError) {
        guard !kind.accepts(text) else { return }
        let meant = Spelling.nearest(to: text, among: kind.choices).map { "; did you mean \($0)?" } ?? ""
        throw .wrongValue(
            of: name, expected: kind.expectation, was: text.isEmpty ? "empty" : text, hint: meant)
    }

    private func request() throws(CommandLineError) -> Request {
        if wantsHelp { return .help(path: path, command) }
        if values["version"] != nil, path.count == 1 { return .version }
        guard let run = command.run else {
            if path.count == 1, words.isEmpty { return .help(path: path, command) }
            throw .missingCommand(below: path)
        }
        let known = Set((allOptions.map(\.name)) + command.arguments.map(\.name))
        let parsed = ParsedArguments(
            path: path, values: values, positionals: try positionals(), settingFlags: flags, known: known)
        return .run(parsed, run)
    }

    private func positionals() throws(CommandLineError) -> [String: [String]] {
        var found: [String: [String]] = [:]
        var rest = words[...]
        for argument in command.arguments {
            let takesAll = argument.count == .any || argument.count == .some
            let taken = takesAll ? rest : rest.prefix(1)
            rest = rest.dropFirst(taken.count)
            if taken.isEmpty, argument.count == .one || argument.count == .some {
                throw .missingArgument(argument.name, command: path)
            }
            for text in taken { try CommandParser.check(text, argument.kind, of: argument.name) }
            found[argument.name] = Array(taken)
        }
        if let extra = rest.first { throw .unwantedArgument(extra, command: path) }
        return found
    }
}
