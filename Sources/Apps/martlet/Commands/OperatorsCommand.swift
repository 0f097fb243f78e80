import Base
import CommandLineInterface
import Features
import Indicators

/// The command `martlet operators`.
enum OperatorsCommand {
    static let command = Command(
        "operators", "List the operators that features are made of, or show some in full.",
        discussion: """
            An expression of a feature set calls an operator by its name: first the series it takes, then its numbers in the \
            order shown, or by name. Where it has several outputs, one is chosen after a dot: macd(close, 12, 26, 9).histogram.
            """,
        arguments: [PositionalArgument("NAME", .text, .any, "Show only these operators.")],
        examples: [
            .init("martlet operators", "Every operator in a line."),
            .init("martlet operators macd adx", "Two of them in full."),
            .init("martlet operators --json", "The same for machines."),
        ], exitCodes: [.success, .usage]
    ) { arguments, context in
        let names = arguments.texts("NAME")
        let chosen = names.isEmpty ? Set(OperatorCatalogue.all.map(\.name)) : Set(try names.map(resolved))
        if context.wantsJSON {
            writeJSON(chosen, context)
        } else if names.isEmpty {
            writeTable(context)
        } else {
            for definition in OperatorCatalogue.all where chosen.contains(definition.name) {
                write(definition, context)
            }
        }
        return .success
    }

    /// The operator's name behind a name, which may be an alias.
    private static func resolved(_ name: String) throws -> String {
        if let alias = OperatorCatalogue.aliases.first(where: { $0.name == name }) { return alias.operatorName }
        do {
            return try OperatorCatalogue.named(name).name
        } catch {
            throw CommandFailure(.usage, "\(error)", mend: "`martlet operators` lists them all")
        }
    }

    private static func writeTable(_ context: CommandContext) {
        for group in OperatorCatalogue.groups {
            context.line(group.name)
            var table = TextTable([.text("  name"), .sentence("what it computes")])
            for definition in group.operators { table.add(["  " + definition.name, definition.summary]) }
            context.table(table)
            context.line()
        }
        let aliases = OperatorCatalogue.aliases.map { "\($0.name) is \($0.operatorName)(…).\($0.output)" }
        context.line("other names: \(aliases.joined(separator: ", "))")
    }

    private static func write(_ definition: OperatorDefinition, _ context: CommandContext) {
        context.line("\(definition.usage): \(definition.summary)")
        if definition.valueCount == 0 {
            context.line("  reads    \(definition.fields.map(\.rawValue).joined(separator: ", ")) of the bar")
        }
        if definition.outputs.count > 1 { context.line("  outputs  \(definition.outputs.joined(separator: ", "))") }
        for parameter in definition.parameters {
            let words = parameter.words.sorted { $0.value < $1.value }.map(\.key)
            let list = words.isEmpty ? "" : ", or \(words.joined(separator: ", "))"
            let usual = NumberFormat.plain(parameter.defaultValue)
            context.line("  \(parameter.name): \(parameter.allowed)\(list); \(usual) by default")
        }
        let warmUp = lookBack(definition).map { "\($0) bars by default" } ?? "depends on its numbers"
        context.line("  warm-up  \(warmUp)")
        context.line("  missing  \(definition.seesMissing ? "counts as a row" : "is passed over")")
        context.line("  cost     \(definition.cost) an update")
        context.line("  source   \(definition.source)")
    }

    private static func lookBack(_ definition: OperatorDefinition) -> Int? {
        (try? definition.arguments()).map { definition.makeIndicator($0).warmUpBars }
    }

    private static func writeJSON(_ chosen: Set<String>, _ context: CommandContext) {
        context.json { writer in
            writer.array("operators") { writer in
                for group in OperatorCatalogue.groups {
                    for definition in group.operators where chosen.contains(definition.name) {
                        writer.object { writeJSON(definition, group, &$0) }
                    }
                }
            }
            writer.array("aliases") { writer in
                for alias in OperatorCatalogue.aliases where chosen.contains(alias.operatorName) {
                    writer.object {
                        $0.member("name", alias.name)
                        $0.member("operator", alias.operatorName)
                        $0.member("output", alias.output)
                    }
                }
            }
        }
    }

    private static func writeJSON(
        _ definition: OperatorDefinition, _ group: OperatorCatalogue.Group, _ writer: inout JSONWriter
    ) {
        writer.member("name", definition.name)
        writer.member("group", group.name)
        writer.member("is_talib", group.isTalib)
        writer.member("summary", definition.summary)
        writer.member("source", definition.source)
        writer.member("cost", definition.cost)
        writer.member("series", definition.valueCount)
        writer.array("fields") { writer in
            for field in definition.fields { writer.value(field.rawValue) }
        }
        writer.array("outputs") { writer in
            for output in definition.outputs { writer.value(output) }
        }
        if let arguments = try? definition.arguments() {
            writer.array("warm_up_bars") { writer in
                for bars in definition.makeIndicator(arguments).outputWarmUpBars { writer.value(bars) }
            }
        }
        writer.array("parameters") { writer in
            for parameter in definition.parameters {
                writer.object {
                    $0.member("name", parameter.name)
                    $0.member("default", parameter.defaultValue)
                    $0.member("least", parameter.range.lowerBound)
                    $0.member("most", parameter.range.upperBound)
                    $0.member("is_whole", parameter.isWhole)
                }
            }
        }
    }
}
