import Base
import CommandLineInterface
import Features

/// The command `martlet features show`.
enum FeaturesShowCommand {
    static let command = Command(
        "show", "Show what the features of a set are made of, and what is stored of it.",
        discussion: """
            Expressions are shown in canonical form, as they count for the hash. The warm-up is the number of bars without a value.
            """,
        arguments: [PositionalArgument("SET", .text, .one, "A set by name, name@version or file.")],
        examples: [
            .init("martlet features show core", "The set core."),
            .init("martlet features show core@1", "Version 1 of it, as it is stored."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady]
    ) { arguments, context in
        let place = try FeatureWorkspace(context)
        let set = try place.any(arguments.text("SET") ?? "")
        let stored = try place.store.catalogue().filter { $0.set.name == set.name && $0.set.version == set.version }
        context.wantsJSON ? json(set, stored, context) : text(set, stored, context)
        return .success
    }

    private static func text(_ set: FeatureSet, _ stored: [StoredFeatures], _ context: CommandContext) {
        let count = Quantity.counted(set.featureNames.count, "feature")
        context.line("\(set.name)@\(set.version): \(count), \(Quantity.counted(set.warmUpBars, "bar")) of warm-up")
        context.line("looks at: \(sight(set))")
        context.line("hash: \(set.hash)")
        if stored.isEmpty { context.line("stored: nothing; `martlet features build --set \(set.name)` builds it") }
        for one in stored {
            let hint = one.set.hash == set.hash ? "" : "; OF OTHER DEFINITIONS: raise the version in the file"
            context.line(
                "stored: \(one.interval), \(Quantity.counted(one.symbols, "symbol")), "
                    + "\(Quantity.counted(one.rows, "row")) from \(one.first.utcDate) to \(one.last.utcDate), "
                    + "\(Quantity.bytes(one.bytes)), built \(Instant(seconds: one.builtAt.seconds))\(hint)")
        }
        context.line()
        var table = TextTable([.number("#"), .text("feature"), .number("warm-up"), .sentence("expression")])
        for (place, definition) in set.definitions.enumerated() {
            table.add([
                String(place + 1), definition.name, String(set.featureWarmUpBars[place]),
                definition.expression.description,
            ])
        }
        context.table(table)
    }

    /// What else a row depends on than the symbol's own bars.
    private static func sight(_ set: FeatureSet) -> String {
        let intervals = set.intervals.map(\.description).joined(separator: ", ")
        return (set.isOfOneSymbol ? "each symbol by itself" : "all symbols together")
            + (intervals.isEmpty ? "" : ", and longer bars: \(intervals)")
    }

    private static func json(_ set: FeatureSet, _ stored: [StoredFeatures], _ context: CommandContext) {
        context.json { writer in
            writer.member("set", set.name)
            writer.member("version", set.version)
            writer.member("hash", set.hash)
            writer.member("warm_up_bars", set.warmUpBars)
            writer.member("across_symbols", !set.isOfOneSymbol)
            writer.array("longer_intervals") { writer in
                for interval in set.intervals { writer.value(interval.description) }
            }
            writer.array("features") { writer in
                for (place, definition) in set.definitions.enumerated() {
                    writer.object { writer in
                        writer.member("name", definition.name)
                        writer.member("expression", definition.expression.description)
                        writer.member("warm_up_bars", set.featureWarmUpBars[place])
                    }
                }
            }
            writer.array("stored") { writer in
                for one in stored { StoredFeaturesText.write(one, to: &writer) }
            }
        }
    }
}
