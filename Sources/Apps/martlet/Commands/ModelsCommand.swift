import Base
import CommandLineInterface
import Evaluation
import ModelRegistry

/// The command `martlet models`.
enum ModelsCommand {
    static let command = Command(
        "models", "List, compare and choose the models of the registry.",
        subcommands: [list, show, compare, promote, acknowledge, rollback])

    private static let name = PositionalArgument("MODEL", .text, .one, "A model, such as AAPL.h5.")

    private static let list = Command(
        "list", "List the registered models and their champions.",
        examples: [.init("martlet models list --json", "For machines.")], exitCodes: [.success, .usage, .notReady]
    ) { _, context in
        let registry = try Workspace.existing(context.configuration()).registry
        let rows = try registry.models().map { model in
            (
                model: model, champion: try registry.version(.champion, of: model),
                challenger: try registry.version(.challenger, of: model), count: try registry.versions(of: model).count
            )
        }
        guard !context.wantsJSON else {
            context.json { writer in
                writer.array("models") { writer in
                    for row in rows {
                        writer.object { writer in
                            writer.member("model", row.model.description)
                            writer.member("versions", row.count)
                            writer.key("champion")
                            VersionText.write(row.champion, to: &writer)
                            writer.key("challenger")
                            VersionText.write(row.challenger, to: &writer)
                        }
                    }
                }
            }
            return .success
        }
        var table = TextTable([
            .text("model"), .number("versions"), .text("champion"), .number("return R²"), .text("challenger"),
            .number("return R²"), .number("CW p (Holm)"),
        ])
        for row in rows {
            table.add([
                row.model.description, String(row.count), VersionText.short(row.champion),
                VersionText.percent(row.champion?.scores.r2Return), VersionText.short(row.challenger),
                VersionText.percent(row.challenger?.scores.r2Return),
                VersionText.number(row.challenger?.scores.holmP, digits: 3),
            ])
        }
        context.table(table)
        if rows.isEmpty { context.note("no model is registered yet; run `martlet train`") }
        return .success
    }

    private static let show = Command(
        "show", "Show every version of a model with its scores, and how its champion changed.", arguments: [name],
        examples: [.init("martlet models show AAPL.h5", "The versions of AAPL's 5-bar model.")],
        exitCodes: [.success, .negative, .usage, .notReady]
    ) { arguments, context in
        let registry = try Workspace.existing(context.configuration()).registry
        let model = try ArgumentReader.model(arguments.text("MODEL") ?? "")
        let versions = try registry.versions(of: model)
        let moves = try registry.moves(of: .champion, model: model)
        guard !context.wantsJSON else {
            context.json { writer in
                writer.member("model", model.description)
                writer.array("versions") { writer in
                    for version in versions { VersionText.write(version, to: &writer) }
                }
                writer.array("champions") { writer in
                    for move in moves { writer.object { VersionText.write(move, to: &$0) } }
                }
            }
            return .success
        }
        context.table(ScoreTable.make(versions, champion: moves.last?.version))
        context.line()
        for version in versions {
            guard let alarm = version.alarmText else { continue }
            let isOpen = version.acknowledgement == nil
            context.line("version \(version.version), \(version.label), is too good to be true: \(alarm)")
            if isOpen { context.line("  once you know why: \(acknowledging(version))") }
        }
        for move in moves { context.line("\(move.at) champion is version \(move.version): \(move.reason)") }
        return .success
    }

    private static let compare = Command(
        "compare", "Compare two versions of a model, score by score.",
        arguments: [
            name, PositionalArgument("VERSION", .integer(1...Int.max), .some, "Two or more versions to compare."),
        ], examples: [.init("martlet models compare AAPL.h5 1 4", "Versions 1 and 4 side by side.")],
        exitCodes: [.success, .negative, .usage, .notReady]
    ) { arguments, context in
        let registry = try Workspace.existing(context.configuration()).registry
        let model = try ArgumentReader.model(arguments.text("MODEL") ?? "")
        let versions = try arguments.integers("VERSION").map { try registry.version($0, of: model) }
        guard !context.wantsJSON else {
            context.json { writer in
                writer.member("model", model.description)
                writer.array("versions") { writer in
                    for version in versions { VersionText.write(version, to: &writer) }
                }
            }
            return .success
        }
        context.table(ScoreTable.sideBySide(versions))
        return .success
    }

    private static let promote = Command(
        "promote", "Make a version champion; one that did not pass its gate only by force.",
        options: [
            CommandOption("force", .flag, "Promote a version that did not pass its gate."),
            CommandOption("reason", .text, value: "TEXT", "Why; kept with the move."),
        ], arguments: [name, PositionalArgument("VERSION", .integer(1...Int.max), .one, "The version to promote.")],
        examples: [.init("martlet models promote AAPL.h5 4", "Make version 4 champion.")],
        exitCodes: [.success, .negative, .usage, .notReady]
    ) { arguments, context in
        let registry = try Workspace.existing(context.configuration()).registry
        let model = try ArgumentReader.model(arguments.text("MODEL") ?? "")
        let version = try registry.promote(
            arguments.integer("VERSION") ?? 0, of: model, force: arguments.flag("force"),
            reason: arguments.text("reason") ?? "promoted by hand", at: .now())
        announce(version, context)
        return .success
    }

    private static let acknowledge = Command(
        "acknowledge", "Say why a version whose skill is too good to be true is no leak, so that it can be promoted.",
        options: [CommandOption("reason", .text, value: "TEXT", "Why the skill is real; kept for good.")],
        arguments: [name, PositionalArgument("VERSION", .integer(1...Int.max), .one, "The version with the alarm.")],
        examples: [
            .init("martlet models acknowledge AAPL.h5 4 --reason \"a simulated series\"", "Take version 4 as real.")
        ], exitCodes: [.success, .negative, .usage, .notReady]
    ) { arguments, context in
        let registry = try Workspace.existing(context.configuration()).registry
        let model = try ArgumentReader.model(arguments.text("MODEL") ?? "")
        let version = try registry.acknowledge(
            arguments.integer("VERSION") ?? 0, of: model, reason: arguments.text("reason") ?? "", at: .now())
        guard !context.wantsJSON else {
            context.json { writer in
                writer.member("model", model.description)
                writer.key("version")
                VersionText.write(version, to: &writer)
            }
            return .success
        }
        let next = version.passed ? "; `martlet models promote \(model) \(version.version)` makes it champion" : ""
        context.line("\(model) version \(version.version), \(version.label): alarm acknowledged\(next)")
        return .success
    }

    private static func acknowledging(_ version: ModelVersion) -> String {
        "`martlet models acknowledge \(version.model) \(version.version) --reason …`"
    }

    private static let rollback = Command(
        "rollback", "Take back the last change of champion.", arguments: [name],
        examples: [.init("martlet models rollback AAPL.h5", "Go back to the champion before.")],
        exitCodes: [.success, .negative, .usage, .notReady]
    ) { arguments, context in
        let registry = try Workspace.existing(context.configuration()).registry
        let model = try ArgumentReader.model(arguments.text("MODEL") ?? "")
        announce(try registry.rollBack(model), context)
        return .success
    }

    private static func announce(_ version: ModelVersion, _ context: CommandContext) {
        guard !context.wantsJSON else {
            context.json { writer in
                writer.member("model", version.model.description)
                writer.key("champion")
                VersionText.write(version, to: &writer)
            }
            return
        }
        context.line("\(version.model): champion is version \(version.version), \(version.label)")
    }
}
