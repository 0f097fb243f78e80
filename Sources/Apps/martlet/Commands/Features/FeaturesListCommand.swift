import Base
import CommandLineInterface
import Features

/// The command `martlet features list`.
enum FeaturesListCommand {
    static let command = Command(
        "list", "List the sets that files define, and what is stored of each.",
        arguments: [PositionalArgument("FILE", .path, .any, "Further files with sets.")],
        examples: [
            .init("martlet features list", "Sets and what is stored."),
            .init("martlet features list my/set.yaml", "A file of your own too."),
        ], exitCodes: [.success, .usage, .badData, .notReady], run: run)

    /// One line of the list.
    private struct Row {
        var name: String
        var version: Int
        var features: Int
        var file: String?
        var stored: StoredFeatures?
        var state: String
    }

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let place = try FeatureWorkspace(context)
        var sets: [(file: String, set: FeatureSet)] = []
        for file in try place.files.paths() + arguments.texts("FILE") {
            do {
                sets.append((file, try FeatureSet.load(path: file)))
            } catch {
                guard !arguments.texts("FILE").contains(file) else { throw error }
                context.note("warning: \(error)")
            }
        }
        let rows = try rows(place, sets)
        context.wantsJSON ? json(rows, context) : table(rows, context)
        return .success
    }

    private static func rows(_ place: FeatureWorkspace, _ sets: [(file: String, set: FeatureSet)]) throws -> [Row] {
        var rows: [Row] = []
        for stored in try place.store.catalogue() {
            let own = sets.first { $0.set.name == stored.set.name && $0.set.version == stored.set.version }
            let behind = try place.symbolsBehind(stored.set, stored.interval)
            var state = behind == 0 ? "up to date" : "\(Quantity.counted(behind, "symbol")) behind"
            if let own, own.set.hash != stored.set.hash { state = "its file has changed: raise the version" }
            if own == nil { state = "no file" }
            rows.append(
                Row(
                    name: stored.set.name, version: stored.set.version,
                    features: try place.store.definitionLines(of: stored.set).count, file: own?.file, stored: stored,
                    state: state))
        }
        for (file, set) in sets where !rows.contains(where: { $0.name == set.name && $0.version == set.version }) {
            rows.append(
                Row(
                    name: set.name, version: set.version, features: set.featureNames.count, file: file, stored: nil,
                    state: "not built"))
        }
        return rows.sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    }

    private static func table(_ rows: [Row], _ context: CommandContext) {
        var table = TextTable([
            .text("set"), .number("version"), .number("features"), .text("interval"), .number("symbols"),
            .number("rows"), .text("from"), .text("last bar"), .number("size"), .text("state"),
        ])
        for row in rows {
            let stored = row.stored
            table.add([
                row.name, String(row.version), String(row.features), stored?.interval.description ?? "",
                stored.map { NumberFormat.grouped($0.symbols) } ?? "",
                stored.map { NumberFormat.grouped($0.rows) } ?? "",
                stored?.first.utcDate.description ?? "", stored?.last.utcDate.description ?? "",
                stored.map { Quantity.bytes($0.bytes) } ?? "", row.state,
            ])
        }
        context.table(table)
        if rows.isEmpty { context.note("there is no set; configs/features has the ones that come with Martlet") }
    }

    private static func json(_ rows: [Row], _ context: CommandContext) {
        context.json { writer in
            writer.array("sets") { writer in
                for row in rows {
                    writer.object { writer in
                        writer.member("set", row.name)
                        writer.member("version", row.version)
                        writer.member("features", row.features)
                        writer.member("file", row.file)
                        writer.member("state", row.state)
                        writer.key("stored")
                        row.stored.map { StoredFeaturesText.write($0, to: &writer) } ?? writer.null()
                    }
                }
            }
        }
    }
}

/// What is stored of a set, as JSON.
enum StoredFeaturesText {
    static func write(_ stored: StoredFeatures, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("interval", stored.interval.description)
            writer.member("symbols", stored.symbols)
            writer.member("rows", stored.rows)
            writer.member("bytes", stored.bytes)
            writer.member("first", stored.first)
            writer.member("last", stored.last)
            writer.member("built_at", stored.builtAt)
        }
    }
}
