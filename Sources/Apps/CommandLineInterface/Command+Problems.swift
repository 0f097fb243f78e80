import Base

extension Command {
    /// What is wrong with the declaration of this tree, for a test to find empty.
    ///
    /// Names used twice, options that hide a global one (but for that of any setting, whose values differ), arguments behind a repeating one, settings that are not
    /// declared, an option name that takes a value in one command and none in another (completion could not tell), and
    /// commands that neither do anything nor hold others.
    public func problems(globals: [CommandOption] = Program.globalOptions) -> [String] {
        let all = descendants()
        return all.flatMap { path, command in
            command.ownProblems(globals).map { "\(path.joined(separator: " ")): \($0)" }
        } + Command.mixedOptions(all.flatMap { $0.command.options } + globals)
    }

    private func ownProblems(_ globals: [CommandOption]) -> [String] {
        let own = Set(options.filter { $0.takesValue && $0.setting == nil }.map(\.name))
        let every = options + globals.filter { $0.setting != CommandOption.anySetting || !own.contains($0.name) }
        let repeatedNames = Command.repeated(every.map(\.name) + arguments.map(\.name) + ["help"])
        let repeatedLetters = Command.repeated(every.compactMap { $0.letter.map(String.init) } + ["h"])
        let known = Settings.all.map(\.key) + [CommandOption.anySetting]
        let unknownSettings = options.compactMap(\.setting).filter { !known.contains($0) }
        let behind = arguments.dropLast().filter { $0.count != .one }
        return repeatedNames.map { "the name \($0) is used twice" }
            + repeatedLetters.map { "the letter \($0) is used twice" }
            + Command.repeated(subcommands.map(\.name)).map { "there are two commands \($0)" }
            + unknownSettings.map { "there is no setting \($0)" }
            + behind.map { "\($0.name) must come last" }
            + (run == nil && subcommands.isEmpty ? ["it does nothing"] : [])
    }

    private static func repeated(_ names: [String]) -> [String] {
        Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }

    private static func mixedOptions(_ options: [CommandOption]) -> [String] {
        Dictionary(grouping: options, by: \.name).filter { Set($0.value.map(\.takesValue)).count > 1 }.keys.sorted()
            .map { "--\($0) takes a value in one command and none in another" }
    }
}
