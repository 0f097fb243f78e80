import Base
import CommandLineInterface
import MarketData

/// The command `martlet ingest`.
enum IngestCommand {
    static let command = Command(
        "ingest", "Take bars in: from files, from the sample, or from a provider.",
        discussion: """
            Bars are checked on their way in: rows that are certainly wrong go into quarantine, all others are stored. \
            Taking the same bars in again stores nothing; bars that differ from those stored are corrections, known from \
            now on. CSV and Parquet are read, plain or compressed by gzip or zstd; columns are found by their names.
            """,
        options: options, arguments: [PositionalArgument("FILE", .path, .any, "CSV or Parquet files.")],
        examples: [
            .init("martlet ingest --sample", "The six symbols that come with Martlet."),
            .init("martlet ingest prices.parquet", "Every symbol of a file."),
            .init("martlet ingest fx.csv.gz --symbol EURUSD --interval 1h", "One symbol's hours."),
            .init("martlet ingest yahoo AAPL MSFT --from 2015-01-01", "Daily bars from Yahoo."),
        ], exitCodes: [.success, .usage, .badData], subcommands: [YahooCommand.command], run: run)

    private static let options =
        [
            CommandOption("sample", .flag, "Take in the sample that comes with Martlet.")
        ] + ImportArguments.options

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let configuration = try context.configuration()
        let wantsSample = arguments.flag("sample")
        let files = arguments.texts("FILE")
        guard wantsSample != !files.isEmpty else {
            throw CommandFailure(
                .usage, files.isEmpty ? "nothing to take in" : "files and --sample were both given",
                mend: "give files, or --sample, or a provider such as `martlet ingest yahoo AAPL`")
        }
        let options = try ImportArguments.options(of: arguments)
        if wantsSample, let given = ImportArguments.options.first(where: { arguments.flag($0.name) }) {
            throw CommandFailure(
                .usage, "--\(given.name) does not go with --sample",
                mend: "leave it out; the sample is understood as it is")
        }
        let workspace = try Workspace(configuration)
        let ingest = Ingest(store: workspace.bars, calendar: options.calendar)
        var reports: [IngestReport] = []
        let paths = wantsSample ? [try workspace.samplePath()] : files
        for path in paths {
            let display = context.progress("taking in \(path)")
            display.update(done: 0, text: "reading")
            let bars = try BarImporter().read(path: path, options: options)
            let source = wantsSample ? MainJob.sampleSource : path
            let report = try ingest.run(bars, source: source, at: .now()) {
                display.update(done: $0.done, total: $0.total, text: $0.text)
            }
            display.finish(report.summary)
            reports.append(report)
        }
        IngestAnswer.show(reports, context)
        return .success
    }
}

/// What an ingest tells at its end.
enum IngestAnswer {
    static func show(_ reports: [IngestReport], _ context: CommandContext) {
        guard context.wantsJSON else {
            for report in reports { tell(report, context) }
            return
        }
        context.json { writer in
            writer.array("ingested") { writer in
                for report in reports {
                    writer.object { writer in
                        writer.member("source", report.source)
                        writer.member("symbols", report.symbols)
                        writer.member("rows_read", report.rowsRead)
                        writer.member("new_rows", report.stored.newRows)
                        writer.member("corrected_rows", report.stored.correctedRows)
                        writer.member("unchanged_rows", report.stored.unchangedRows)
                        writer.member("repeated_rows", report.repeated)
                        writer.member("quarantined", report.quarantined)
                        writer.member("errors", report.count(of: .error))
                        writer.member("warnings", report.count(of: .warning))
                    }
                }
            }
        }
    }

    private static func tell(_ report: IngestReport, _ context: CommandContext) {
        context.line("\(report.source): \(report.summary)")
        let warnings = report.count(of: .warning)
        guard report.quarantined > 0 || warnings > 0 else { return }
        context.line("  warnings: \(warnings); `martlet check` lists them and the rows in quarantine")
    }
}
