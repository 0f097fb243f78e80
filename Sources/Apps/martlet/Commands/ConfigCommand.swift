import Base
import CommandLineInterface

/// The command `martlet config`.
enum ConfigCommand {
    static let command = Command(
        "config", "Show the settings and where they come from.", subcommands: [show, template])

    private static let show = Command(
        "show", "Show every setting, its value and who set it.",
        discussion: """
            A flag wins over an environment variable, which wins over the configuration file, which wins over the \
            default. Given names, only those settings are shown.
            """,
        arguments: [PositionalArgument("KEY", .choice(Settings.all.map(\.key)), .any, "Show only these settings.")],
        examples: [
            .init("martlet config show", "Every setting."),
            .init("MARTLET_SEED=7 martlet config show seed", "One setting, here set by a variable."),
            .init("martlet config show --json", "The same for machines."),
        ]
    ) { arguments, context in
        let names = arguments.texts("KEY")
        let entries = try context.configuration().entries.filter {
            names.isEmpty || names.contains($0.declaration.key)
        }
        context.wantsJSON ? writeJSON(entries, context) : writeTable(entries, context)
        return .success
    }

    private static let template = Command(
        "template", "Print a configuration file with every setting, its default and what it does.",
        examples: [.init("martlet config template > martlet.yaml", "Begin a configuration file.")]
    ) { _, context in
        context.terminal.writeOutput(Configuration.template())
        return .success
    }

    private static func writeTable(_ entries: [Configuration.Entry], _ context: CommandContext) {
        var table = TextTable([.text("setting"), .text("value"), .text("set by"), .sentence("what it does")])
        for entry in entries {
            table.add([
                entry.declaration.key, entry.value.text, entry.origin.description, entry.declaration.summary,
            ])
        }
        context.table(table)
    }

    private static func writeJSON(_ entries: [Configuration.Entry], _ context: CommandContext) {
        context.json { writer in
            writer.array("settings") { writer in
                for entry in entries { writer.object { ConfigCommand.write(entry, &$0) } }
            }
        }
    }

    private static func write(_ entry: Configuration.Entry, _ writer: inout JSONWriter) {
        writer.member("key", entry.declaration.key)
        writer.key("value")
        write(entry.value, &writer)
        writer.member("set_by", entry.origin.description)
        writer.key("default")
        write(entry.declaration.defaultValue, &writer)
        writer.member("environment", entry.declaration.environmentName)
        writer.member("takes", entry.declaration.kind.expectation)
        writer.member("summary", entry.declaration.summary)
    }

    private static func write(_ value: SettingValue, _ writer: inout JSONWriter) {
        switch value {
        case .text(let text): writer.value(text)
        case .flag(let flag): writer.value(flag)
        case .integer(let number): writer.value(number)
        case .number(let number): writer.value(number)
        case .integers(let numbers): writer.array { for number in numbers { $0.value(number) } }
        case .texts(let texts): writer.array { for text in texts { $0.value(text) } }
        }
    }
}
