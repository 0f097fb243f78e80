import Base
import CommandLineInterface
import Features

/// The command `martlet features build`.
enum FeaturesBuildCommand {
    static let command = Command(
        "build", "Compute the features of a set over the stored bars, and store them.",
        discussion: """
            Only new bars are computed, on from where the last build ended; the rows are the same bits as from the first bar. \
            Where bars were corrected or came late, or another build of martlet computed, a symbol is computed again, and the \
            report says why. A changed definition is a new version: under the old one it is refused.
            """,
        options: [
            FeatureOptions.set,
            CommandOption("symbols", .list(.text), value: "SYMBOL,…", "Build for these symbols only."),
            FeatureOptions.interval,
            CommandOption("from-scratch", .flag, "Compute everything again."),
            CommandOption("threads", .integer(0...1024), setting: "threads", "Threads to use; 0 is one for each core."),
        ],
        examples: [
            .init("martlet features build", "The set of the settings, for all symbols."),
            .init("martlet features build --set alpha158 --symbols AAPL,MSFT", "Another set, for two symbols."),
            .init("martlet features build --set my/set.yaml --interval 1h", "A file of your own, on hours."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady], run: run)

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let place = try FeatureWorkspace(context)
        let set = try place.files.load(arguments.text("set"))
        var build = FeatureBuild(
            set, try ArgumentReader.interval(arguments.text("interval")), threads: place.workspace.threads)
        let symbols = try arguments.texts("symbols").map(ArgumentReader.symbol)
        build.symbols = symbols.isEmpty ? nil : symbols
        build.isFromScratch = arguments.flag("from-scratch")
        let display = context.progress("building \(set.name)@\(set.version)")
        let report = try place.store.build(build, from: place.bars, at: .now()) { done, total, text in
            display.update(done: done, total: total, text: text)
        }
        display.finish(summary(report))
        show(report, context)
        return .success
    }

    private static func summary(_ report: FeatureBuildReport) -> String {
        guard !report.isNothing else {
            return "nothing new: \(Quantity.counted(report.upToDate.count, "symbol")) up to date"
        }
        let parts = [
            (report.added.count, "new"), (report.continued.count, "continued"), (report.rebuilt.count, "rebuilt"),
            (report.upToDate.count, "up to date"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return "\(Quantity.counted(report.rows, "row")) of \(Quantity.counted(report.symbolCount, "symbol")) "
            + "(\(parts.joined(separator: ", "))), \(Quantity.bytes(report.bytes))"
    }

    private static func show(_ report: FeatureBuildReport, _ context: CommandContext) {
        guard !context.wantsJSON else {
            context.json { writer in
                writer.member("set", report.set.name)
                writer.member("version", report.set.version)
                writer.member("interval", report.interval.description)
                writer.member("rows", report.rows)
                writer.member("bytes", report.bytes)
                writer.member("up_to_date", report.upToDate.count)
                writer.member("continued", report.continued.count)
                writer.array("added") { writer in
                    for symbol in report.added { writer.value(symbol.name) }
                }
                writer.array("rebuilt") { writer in
                    for one in report.rebuilt {
                        writer.object { writer in
                            writer.member("symbol", one.symbol.name)
                            writer.member("reason", one.reason)
                        }
                    }
                }
            }
            return
        }
        context.line("\(report.set) at \(report.interval): \(summary(report))")
        // Reasons that many symbols share are told once.
        let reasons = Dictionary(grouping: report.rebuilt, by: \.reason)
        for (reason, ones) in reasons.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }).prefix(20) {
            let names = ones.prefix(3).map(\.symbol.name).joined(separator: ", ")
            let more = ones.count > 3 ? " and \(ones.count - 3) more" : ""
            context.line("  rebuilt \(names)\(more): \(reason)")
        }
        if reasons.count > 20 { context.line("  … and \(reasons.count - 20) more reasons; --json has them all") }
    }
}
