import Base
import CommandLineInterface
import Features
import MarketData

/// The command `martlet features diff`.
enum FeaturesDiffCommand {
    static let command = Command(
        "diff", "Compare two sets, or two versions of one: their features, and what the changes do to values.",
        discussion: """
            Features are compared by their names and canonical expressions. For those that changed, both sets are computed \
            over the stored bars of a symbol or two, and the largest difference is shown with its bar. Ends with 1 when the sets differ.
            """,
        options: [
            CommandOption(
                "symbols", .list(.text), value: "SYMBOL,…", "Whose values to compare; the first two if left out."),
            FeatureOptions.interval,
        ],
        arguments: [
            PositionalArgument("BEFORE", .text, .one, "A set by name, name@version or file."),
            PositionalArgument("AFTER", .text, .one, "Another one."),
        ],
        examples: [
            .init("martlet features diff core@1 core", "What changed since version 1 was stored."),
            .init("martlet features diff core my/core.yaml --symbols AAPL", "A file of your own."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady], run: run)

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let place = try FeatureWorkspace(context)
        let before = try place.any(arguments.text("BEFORE") ?? "")
        let after = try place.any(arguments.text("AFTER") ?? "")
        let interval = try ArgumentReader.interval(arguments.text("interval"))
        let difference = FeatureSetDifference(from: before, to: after)
        var symbols = try arguments.texts("symbols").map(ArgumentReader.symbol)
        let known = try place.bars.lastAppends(interval)
        for symbol in symbols where known[symbol] == nil { throw FeatureStoreError.noBars(symbol, interval) }
        if symbols.isEmpty { symbols = Array(known.keys.sorted().prefix(2)) }
        var values: [FeatureValueDifference] = []
        if !difference.changed.isEmpty, !symbols.isEmpty {
            let old = try FeatureHistory(of: before, interval, bars: place.bars)
            let new = try FeatureHistory(of: after, interval, bars: place.bars)
            values = FeatureValueDifference.find(
                difference.changed.map(\.name), try old.rows(of: symbols, asOf: .distantFuture),
                try new.rows(of: symbols, asOf: .distantFuture))
        }
        context.wantsJSON
            ? json(difference, values, context)
            : text("\(before.name)@\(before.version)", "\(after.name)@\(after.version)", difference, values, context)
        return difference.isEmpty ? .success : .negative
    }

    private static func text(
        _ before: String, _ after: String, _ difference: FeatureSetDifference, _ values: [FeatureValueDifference],
        _ context: CommandContext
    ) {
        let counts = [
            (difference.changed.count, "changed"), (difference.added.count, "added"),
            (difference.removed.count, "removed"), (difference.unchangedCount, "the same"),
        ].map { "\($0.0) \($0.1)" }
        context.line("\(before) → \(after): \(counts.joined(separator: ", "))")
        if difference.isReordered { context.line("the common features stand in another order") }
        for change in difference.changed {
            context.line("\n~ \(change.name)\n    was  \(change.before)\n    is   \(change.after)")
            for value in values where value.feature == change.name { context.line("    \(value.sentence)") }
        }
        if !difference.added.isEmpty { context.line() }
        for change in difference.added { context.line("+ \(change.name)  \(change.after)") }
        if !difference.removed.isEmpty { context.line() }
        for change in difference.removed { context.line("- \(change.name)  \(change.before)") }
    }

    private static func json(
        _ difference: FeatureSetDifference, _ values: [FeatureValueDifference], _ context: CommandContext
    ) {
        func write(_ changes: [FeatureSetDifference.Change], _ name: String, to writer: inout JSONWriter) {
            writer.array(name) { writer in
                for change in changes {
                    writer.object { writer in
                        writer.member("name", change.name)
                        if !change.before.isEmpty { writer.member("before", change.before) }
                        if !change.after.isEmpty { writer.member("after", change.after) }
                    }
                }
            }
        }
        context.json { writer in
            write(difference.changed, "changed", to: &writer)
            write(difference.added, "added", to: &writer)
            write(difference.removed, "removed", to: &writer)
            writer.member("unchanged", difference.unchangedCount)
            writer.member("reordered", difference.isReordered)
            writer.array("values") { writer in
                for value in values {
                    writer.object { writer in
                        writer.member("feature", value.feature)
                        writer.member("symbol", value.symbol.name)
                        writer.member("rows", value.rows)
                        writer.member("differing_rows", value.differing)
                        writer.member("missing_in_one", value.missingInOne)
                        writer.member("largest_difference", value.largest)
                        writer.member("at", value.at?.iso8601)
                    }
                }
            }
        }
    }
}

/// How much the values of a feature differ between two sets, for one symbol.
struct FeatureValueDifference {
    let feature: String
    let symbol: Symbol
    var rows = 0
    /// Rows with other bits.
    var differing = 0
    /// Rows that have a value in one of the sets only.
    var missingInOne = 0
    var largest: Double?
    var at: Instant?
    var before = Double.nan
    var after = Double.nan

    /// Compares some features of rows that are of the same symbols and bars.
    static func find(_ features: [String], _ old: [FeatureRows], _ new: [FeatureRows]) -> [FeatureValueDifference] {
        features.flatMap { feature in
            zip(old, new).compactMap { old, new -> FeatureValueDifference? in
                guard let left = old.featureNames.firstIndex(of: feature),
                    let right = new.featureNames.firstIndex(of: feature)
                else { return nil }
                return FeatureValueDifference(feature, old, old.columns[left], new.columns[right])
            }
        }
    }

    init(_ feature: String, _ rows: FeatureRows, _ old: [Double], _ new: [Double]) {
        self.feature = feature
        symbol = rows.symbol
        self.rows = min(old.count, new.count)
        for row in 0..<self.rows where !(old[row] == new[row] || old[row].isNaN && new[row].isNaN) {
            differing += 1
            guard !old[row].isNaN, !new[row].isNaN else {
                missingInOne += 1
                continue
            }
            let size = abs(new[row] - old[row])
            if size > largest ?? -1 { (largest, at, before, after) = (size, rows.times[row], old[row], new[row]) }
        }
    }

    var sentence: String {
        guard differing > 0 else { return "\(symbol): the same values in all \(NumberFormat.grouped(rows)) rows" }
        let missing = missingInOne > 0 ? ", \(NumberFormat.grouped(missingInOne)) of them missing on one side" : ""
        let most = at.map { "; most on \($0.utcDate): \(before) → \(after)" } ?? ""
        return
            "\(symbol): differs in \(NumberFormat.grouped(differing)) of \(NumberFormat.grouped(rows)) rows\(missing)\(most)"
    }
}
