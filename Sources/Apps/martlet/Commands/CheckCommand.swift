import Base
import CommandLineInterface
import MarketData

/// The command `martlet check`.
enum CheckCommand {
    static let command = Command(
        "check", "Check bars for faults: those stored, or those of files.",
        discussion: """
            Without files the stored bars are examined; rows that were set aside on their way in are counted as in \
            quarantine, not as errors (the dashboard shows what was found on the way in). With files nothing is stored, and every fault in them counts. The command ends \
            with 1 when there is an error.
            """,
        options: [
            CommandOption("symbols", .list(.text), value: "SYMBOL,…", "Check these symbols only."),
            CommandOption(
                "limit", .integer(0...1_000_000), value: "COUNT", "How many findings to list; 40 by default."),
        ] + ImportArguments.options, arguments: [PositionalArgument("FILE", .path, .any, "CSV or Parquet files.")],
        examples: [
            .init("martlet check", "What is stored."),
            .init("martlet check prices.csv --limit 1000", "A file, before it is taken in."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady]
    ) { arguments, context in
        let symbols = Set(try arguments.texts("symbols").map(ArgumentReader.symbol))
        let options = try ImportArguments.options(of: arguments)
        let files = arguments.texts("FILE")
        let display = context.progress("checking")
        let report =
            files.isEmpty
            ? try checkStore(symbols, options.calendar, context, display)
            : try checkFiles(files, symbols, options, display)
        let found = Set(report.entries.map(\.symbol))
        if let missing = symbols.subtracting(found).min() {
            throw CommandFailure(
                .negative, "there are no bars of \(missing)",
                mend: "`martlet check` without --symbols lists what there is")
        }
        display.finish("\(report.bars) bars of \(report.entries.count) series")
        if context.wantsJSON {
            context.line(report.json)
        } else {
            let limit = arguments.integer("limit") ?? 40
            context.terminal.writeOutput(report.text(findingLimit: limit))
            if files.isEmpty { try listQuarantine(symbols, limit: limit, context) }
        }
        return report.hasErrors ? .negative : .success
    }

    private static func listQuarantine(_ symbols: Set<Symbol>, limit: Int, _ context: CommandContext) throws {
        let rows = try Workspace.existing(context.configuration()).bars.quarantined().filter {
            wants($0.symbol, symbols)
        }
        guard !rows.isEmpty else { return }
        var table = TextTable([.text("symbol"), .text("interval"), .text("time"), .text("rules"), .text("source")])
        for row in rows.prefix(limit) {
            let rules = row.rules.map(\.rawValue).joined(separator: ", ")
            table.add([
                row.symbol.name, row.interval.description, row.bar.time.description, rules,
                "\(row.source), row \(row.row + 1)",
            ])
        }
        context.line("\nIn quarantine")
        context.table(table)
        if rows.count > limit { context.line("… and \(rows.count - limit) more; --limit shows them") }
    }

    private static func checkFiles(
        _ files: [String], _ symbols: Set<Symbol>, _ options: ImportOptions, _ display: ProgressDisplay
    ) throws -> QualityReport {
        var results: [QualityResult] = []
        for (index, path) in files.enumerated() {
            display.update(done: index, total: files.count, text: path)
            for bars in try BarImporter().read(path: path, options: options) where wants(bars.symbol, symbols) {
                results.append(check(bars.symbol, options.calendar).examine(bars))
            }
        }
        return QualityReport(results: results)
    }

    private static func checkStore(
        _ symbols: Set<Symbol>, _ calendar: TradingCalendar?, _ context: CommandContext, _ display: ProgressDisplay
    ) throws -> QualityReport {
        let workspace = try Workspace.existing(context.configuration())
        let stored = try workspace.bars.catalogue()
        guard !stored.isEmpty else {
            throw CommandFailure(
                .notReady, "there is nothing to check", mend: "run `martlet ingest --sample` or `martlet ingest FILE`")
        }
        let quarantined = try workspace.bars.quarantineCounts()
        var entries: [QualityReport.Entry] = []
        for interval in Set(stored.map(\.interval)).sorted() {
            let series = try workspace.bars.allSeries(interval)
            for (index, one) in series.enumerated() where wants(one.symbol, symbols) {
                display.update(done: index, total: series.count, text: "\(one.symbol) \(interval)")
                var entry = QualityReport.Entry(check(one.symbol, calendar).examine(RawBars(one)))
                let rows = quarantined.first { $0.symbol == one.symbol && $0.interval == interval }?.rows
                entry.quarantined = rows ?? 0
                entries.append(entry)
            }
        }
        return QualityReport(entries)
    }

    private static func wants(_ symbol: Symbol, _ symbols: Set<Symbol>) -> Bool {
        symbols.isEmpty || symbols.contains(symbol)
    }

    private static func check(_ symbol: Symbol, _ calendar: TradingCalendar?) -> QualityCheck {
        calendar.map { QualityCheck(calendar: $0) } ?? QualityCheck(for: symbol)
    }
}
