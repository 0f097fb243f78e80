import Base
import Boosting
import CommandLineInterface
import Features
import MarketData

/// The command `martlet bench`: the parts of `make bench` that are timed inside the process.
enum BenchCommand {
    static let command = Command(
        "bench",
        "Measure ingest, features, indicators, trees and forecasts; prepare a store to measure the server with.",
        discussion: """
            `make bench` calls these beside their peers and writes docs/benchmarks.md. Each prints the median of its \
            repetitions, one after the other in this process; the first may find cold caches.
            """,
        subcommands: [
            ingest, features, stream, indicators, boosting, arima, automatic, competition, walkForward, prepare,
        ])

    private static let ingest = Command(
        "ingest", "Time taking a file in: read, check, store.",
        discussion: """
            Each repetition goes into a store of its own in a temporary folder, removed afterwards. Timed are reading the \
            file, every quality check, writing Parquet with fsync, and the commit of the manifest.
            """,
        options: [repetitions], arguments: [file], exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let path = try given(arguments)
        let trial = try IngestTrial(path: path)
        let seconds = try BenchTimes(arguments.integer("repetitions")) { try trial.run() }
        show(seconds, context) { writer in
            writer.member("rows", trial.report.rowsRead)
            writer.member("stored", trial.report.stored.newRows)
            writer.member("quarantined", trial.report.quarantined)
            writer.member("findings", trial.report.findings.count)
        }
        return .success
    }

    private static let features = Command(
        "features", "Time a feature set on all bars of a file, on one thread.",
        discussion: """
            Every feature of every symbol is computed and kept, as a batch column. Reading the file and adjusting its prices \
            are timed with --reading only; the quality checks never are.
            """,
        options: [featureSet, reading, repetitions], arguments: [file], exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let path = try given(arguments)
        let set = try FeatureSet.load(path: arguments.text("set") ?? context.configuration()[Settings.featureSet])
        let trial = FeatureTrial(featureSet: set)
        let (bars, seconds): (BenchBars, BenchTimes)
        if arguments.flag("reading") {
            bars = try BenchBars.read(path: path)
            seconds = try BenchTimes(arguments.integer("repetitions")) {
                try Stopwatch.seconds { trial.computeColumns(over: try BenchBars.readUnchecked(path: path)) }
            }
        } else {
            bars = try BenchBars.read(path: path)
            seconds = BenchTimes(arguments.integer("repetitions")) {
                Stopwatch.seconds { trial.computeColumns(over: bars) }
            }
        }
        show(seconds, context) { writer in
            writer.member("symbols", bars.series.count)
            writer.member("rows", bars.rows)
            writer.member("features", set.featureNames.count)
            writer.member("nanoseconds_per_bar", seconds.median / Double(max(1, bars.rows)) * 1e9)
        }
        return .success
    }

    private static let stream = Command(
        "stream", "Time a feature set fed bar by bar, as live bars come, on one thread.",
        discussion: """
            Each symbol of the file has a pipeline of its own; the bars come in order of time, one symbol after the other, \
            so that each pipeline finds its memory as cold as it would be live.
            """,
        options: [featureSet, repetitions], arguments: [file], exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let set = try FeatureSet.load(path: arguments.text("set") ?? context.configuration()[Settings.featureSet])
        guard set.isOfOneSymbol else {
            throw CommandFailure(
                .usage, "the set looks across symbols", mend: "time one whose features are of one symbol")
        }
        let bars = try BenchBars.read(path: given(arguments))
        let trial = FeatureTrial(featureSet: set)
        let seconds = BenchTimes(arguments.integer("repetitions")) { trial.streamSeconds(over: bars) }
        show(seconds, context) { writer in
            writer.member("symbols", bars.series.count)
            writer.member("rows", bars.rows)
            writer.member("features", set.featureNames.count)
            writer.member("microseconds_per_bar", seconds.median / Double(max(1, bars.rows)) * 1e6)
        }
        return .success
    }

    private static let indicators = Command(
        "indicators", "Time the indicators that TA-Lib has too on all bars of a file, on one thread.",
        discussion: "The list and the parameters are those of Benchmarks/features_talib.py.",
        options: [repetitions], arguments: [file], exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let bars = try BenchBars.read(path: given(arguments))
        var operators: [(name: String, seconds: Double)] = []
        let seconds = try BenchTimes(arguments.integer("repetitions")) {
            operators = try IndicatorTrial.seconds(over: bars)
            return operators.reduce(0) { $0 + $1.seconds }
        }
        show(seconds, context) { writer in
            writer.member("symbols", bars.series.count)
            writer.member("rows", bars.rows)
            writer.object("indicators") { writer in
                for one in operators { writer.member(one.name, one.seconds) }
            }
        }
        return .success
    }

    private static let boosting = Command(
        "boosting", "Time training trees by LightGBM and XGBoost, and asking them for one row.",
        discussion: "The data and the parameters are those of Benchmarks/boosting_python.py, on two threads.",
        options: [repetitions], exitCodes: [.success, .usage]
    ) { arguments, context in
        let trial = BoostingTrial(rows: 20_000, threads: 2, rounds: 200)
        var (light, extreme) = ([BoostingTrial.Times](), [BoostingTrial.Times]())
        let seconds = try BenchTimes(arguments.integer("repetitions")) {
            light.append(try trial.run(LightGBMBooster.self, BoostingTrial.lightGBM))
            extreme.append(try trial.run(XGBoostBooster.self, BoostingTrial.xgboost))
            return light[light.count - 1].training + extreme[extreme.count - 1].training
        }
        show(seconds, context) { writer in
            for (name, times) in [("lightgbm", light), ("xgboost", extreme)] {
                writer.object(name) { writer in
                    writer.member("seconds", BenchTimes.median(times.map(\.training)))
                    writer.member("single_microseconds", BenchTimes.median(times.map(\.singleMicroseconds)))
                    writer.member(
                        "contributions_microseconds", BenchTimes.median(times.map(\.contributionsMicroseconds)))
                    writer.member("all_rows_seconds", BenchTimes.median(times.map(\.allRows)))
                    writer.member("sum", BenchTimes.median(times.map(\.sum)))
                }
            }
        }
        return .success
    }

    private static let prepare = Command(
        "prepare", "Fill an empty data folder with the sample and a LightGBM champion for each symbol.",
        discussion: """
            The champions are forced past the gate: they are there to be served, not believed. The folder must be empty, \
            so that no champion of yours is replaced.
            """,
        exitCodes: [.success, .usage, .badData]
    ) { _, context in
        let (model, seconds) = try Stopwatch.time { try ServingStore(context.configuration()).prepare() }
        context.json { writer in
            writer.member("model", model)
            writer.member("seconds", seconds)
        }
        return .success
    }

    // MARK: What they share

    static let file = PositionalArgument("FILE", .path, .one, "A CSV or Parquet file of bars.")

    static let featureSet = CommandOption(
        "set", .path, value: "FILE", "The feature set's YAML file; that of the settings unless given.")

    private static let reading = CommandOption("reading", .flag, "Time reading the file too.")

    static let repetitions = CommandOption(
        "repetitions", .integer(1...1000), value: "COUNT", "How often to measure; 3 by default.")

    private static func given(_ arguments: ParsedArguments) throws -> String {
        guard let path = arguments.texts("FILE").first else {
            throw CommandFailure(.usage, "no file was given", mend: "give a CSV or Parquet file of bars")
        }
        return path
    }

    static func show(_ times: BenchTimes, _ context: CommandContext, _ body: (inout JSONWriter) -> Void) {
        guard context.wantsJSON else {
            let runs = times.seconds.map { NumberFormat.fixed($0, digits: 3) }.joined(separator: ", ")
            context.line("\(NumberFormat.fixed(times.median, digits: 3)) s (median of \(runs))")
            return
        }
        context.json { writer in
            writer.member("tool", "martlet")
            writer.member("version", BuildInformation.version)
            body(&writer)
            writer.member("seconds", times.median)
            writer.member("processor_seconds", BenchTimes.median(times.processorSeconds))
            writer.member("runs", times.seconds)
        }
    }
}
