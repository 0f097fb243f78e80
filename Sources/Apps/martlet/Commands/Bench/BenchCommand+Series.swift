import Base
import CommandLineInterface
import Evaluation
import Features
import FoundationEssentials
import Glibc
import Storage

extension BenchCommand {
    static let arima = Command(
        "arima", "Time fitting ARIMA models of given orders by exact likelihood, on one thread.",
        discussion: "ORDERS has the columns name, p, d, q, P, D, Q, season and constant, a row for each series.",
        options: [repetitions, output], arguments: [series, orders], exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let trial = try ArimaTrial(series: arguments.text("SERIES") ?? "", orders: arguments.text("ORDERS") ?? "")
        var fits: [ArimaTrial.Fit] = []
        let seconds = try BenchTimes(arguments.integer("repetitions")) {
            let (found, seconds) = try Stopwatch.time { try trial.fits() }
            fits = found
            return seconds
        }
        if let path = arguments.text("output") {
            try AtomicFile.write(Array(JSONEncoder().encode(["fits": fits])), to: path)
        }
        show(seconds, context) { writer in
            writer.member("series", fits.count)
            writer.member("log_likelihood", fits.reduce(0) { $0 + $1.logLikelihood })
        }
        return .success
    }

    static let automatic = Command(
        "auto", "Time choosing and fitting a model for every series of a file.",
        options: [repetitions, automaticModel, threads, choices], arguments: [series],
        exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let model = SeriesTrial.Automatic(rawValue: arguments.text("model") ?? "") ?? .arima
        let trial = SeriesTrial(
            file: try SeriesFile(path: arguments.text("SERIES") ?? ""), threads: arguments.integer("threads") ?? 1)
        var found: [SeriesTrial.Choice] = []
        let seconds = try BenchTimes(arguments.integer("repetitions")) {
            let (choices, seconds) = try Stopwatch.time { try trial.choices(model, steps: 10) }
            found = choices
            return seconds
        }
        if let path = arguments.text("choices") { try SeriesTrial.write(found, model, to: path) }
        show(seconds, context) { writer in
            let criteria = found.compactMap(\.aicc)
            writer.member("series", found.count)
            writer.member(
                "mean_aicc", criteria.isEmpty ? nil : criteria.reduce(0, +) / Double(criteria.count))
        }
        return .success
    }

    static let competition = Command(
        "m4", "Forecast every series of a file by AutoARIMA, AutoETS and AutoTheta.",
        discussion: "Benchmarks/forecasting/m4.py lays out the M4 competition's series and measures the forecasts.",
        options: [season, steps, forecasts, threads], arguments: [series], exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let trial = SeriesTrial(
            file: try SeriesFile(path: arguments.text("SERIES") ?? ""), threads: arguments.integer("threads") ?? 2)
        var found: [(model: SeriesTrial.Automatic, choices: [SeriesTrial.Choice])] = []
        var times: [(model: SeriesTrial.Automatic, seconds: Double)] = []
        let whole = try BenchTimes(1) {
            try Stopwatch.seconds {
                for model in SeriesTrial.Automatic.allCases {
                    let (choices, seconds) = try Stopwatch.time {
                        try trial.choices(
                            model, season: arguments.integer("season") ?? 1, steps: arguments.integer("steps") ?? 1)
                    }
                    found.append((model, choices))
                    times.append((model, seconds))
                }
            }
        }
        if let path = arguments.text("forecasts") { try SeriesTrial.write(found, to: path) }
        show(whole, context) { writer in
            writer.member("series", trial.file.series.count)
            writer.object("models") { writer in for one in times { writer.member(one.model.title, one.seconds) } }
        }
        return .success
    }

    static let walkForward = Command(
        "walkforward",
        "Time a walk forward of one LightGBM over all bars of a file: features, fits, forecasts, scores.",
        options: [featureSet, folds, horizon, threads], arguments: [file], exitCodes: [.success, .usage, .badData]
    ) { arguments, context in
        let path = try arguments.text("set") ?? context.configuration()[Settings.featureSet]
        let trial = try WalkForwardTrial(
            path: arguments.text("FILE") ?? "", featureSet: FeatureSet.load(path: path),
            folds: arguments.integer("folds") ?? 10, horizonBars: arguments.integer("horizon") ?? 5,
            threads: arguments.integer("threads") ?? 1)
        var scores: (card: Scorecard, correlation: Double)?
        let seconds = try BenchTimes(1) {
            let (found, seconds) = try Stopwatch.time { try trial.run() }
            scores = found
            return seconds
        }
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        show(seconds, context) { writer in
            writer.member("rows", scores?.card.n ?? 0)
            writer.member("ic", scores?.correlation)
            writer.member("r_squared", scores?.card.r2Return)
            writer.member("peak_megabytes", Double(usage.ru_maxrss) / 1024)
        }
        return .success
    }

    private static let series = PositionalArgument("SERIES", .path, .one, "A CSV file of series, long or wide.")
    private static let orders = PositionalArgument("ORDERS", .path, .one, "A CSV file of each series' orders.")
    private static let output = CommandOption("output", .path, value: "FILE", "Write the fits as JSON.")
    private static let choices = CommandOption("choices", .path, value: "FILE", "Write what was chosen as CSV.")
    private static let forecasts = CommandOption("forecasts", .path, value: "FILE", "Write the forecasts as CSV.")
    private static let season = CommandOption(
        "season", .integer(1...1000), value: "COUNT", "How many values a season has; 1 by default.")
    private static let steps = CommandOption(
        "steps", .integer(1...1000), value: "COUNT", "How many steps to forecast; 1 by default.")
    private static let threads = CommandOption(
        "threads", .integer(1...1024), value: "COUNT", "How many threads may run.")
    private static let folds = CommandOption("folds", .integer(1...100), value: "COUNT", "Folds; 10 by default.")
    private static let horizon = CommandOption(
        "horizon", .integer(1...252), value: "BARS", "How many bars ahead; 5 by default.")
    private static let automaticModel = CommandOption(
        "model", .choice(SeriesTrial.Automatic.allCases.map(\.rawValue)), value: "MODEL",
        "Which model; auto-arima by default.")
}
