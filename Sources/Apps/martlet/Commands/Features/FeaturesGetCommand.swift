import Base
import CommandLineInterface
import Features
import MarketData
import Storage

/// The command `martlet features get`.
enum FeaturesGetCommand {
    static let command = Command(
        "get", "Read rows of features: as stored, as they could be known at a time, or for the times of a file.",
        discussion: """
            Without --as-of the stored rows are given. With it, only rows that could be known then; where bars were corrected \
            later, they are computed from the bars as they were known. --at joins by knowledge time: for every symbol and time \
            of a CSV file (columns symbol and time; a bare date is its midnight UTC), the newest row known at or before that time.
            """,
        options: [
            FeatureOptions.set,
            CommandOption("symbols", .list(.text), value: "SYMBOL,…", "Whose rows; all that are stored if left out."),
            FeatureOptions.interval,
            CommandOption("features", .list(.text), value: "NAME,…", "These features only."),
            CommandOption("from", .text, value: "TIME", "Bars that closed then or later."),
            CommandOption(
                "to", .text, value: "TIME", "Bars that closed then or earlier; a bare date is the whole day."),
            CommandOption("as-of", .text, value: "TIME", "What could be known then."),
            CommandOption("at", .path, value: "FILE", "A CSV file of symbols and times to give rows for."),
            CommandOption("format", .choice(FeatureFormat.allCases.map(\.rawValue)), "How to write; csv by default."),
            CommandOption("output", .path, value: "FILE", letter: "o", "Where to write; standard output if left out."),
        ],
        examples: [
            .init("martlet features get --symbols AAPL --from 2023-01-01", "One symbol's rows as CSV."),
            .init("martlet features get --as-of 2022-06-30 --format parquet -o known.parquet", "What was known then."),
            .init("martlet features get --at trades.csv", "The features known at the time of each trade."),
        ], exitCodes: [.success, .negative, .usage, .badData, .notReady], run: run)

    private static func run(_ arguments: ParsedArguments, _ context: CommandContext) throws -> ExitCode {
        let place = try FeatureWorkspace(context)
        let request = try FeatureRequest(arguments, place, wantsJSON: context.wantsJSON)
        let sink = try request.format.sink(
            request, path: arguments.text("output"), context, isJoin: arguments.text("at") != nil)
        let rows: Int
        if let path = arguments.text("at") {
            rows = try join(path, request, place, sink, context)
        } else {
            rows = try write(request, place, sink)
        }
        try sink.finish()
        if let path = arguments.text("output") {
            context.note("\(path): \(Quantity.counted(rows, "row")) of \(request.set)")
        }
        let behind = try place.symbolsBehind(request.set, request.interval)
        if behind > 0, request.asOf == nil, arguments.text("at") == nil {
            context.note(
                "note: \(Quantity.counted(behind, "symbol")) \(behind == 1 ? "has" : "have") newer bars; "
                    + "`martlet features build --set \(arguments.text("set") ?? request.set.name)` computes them")
        }
        return .success
    }

    /// Symbols whose rows are in memory at once.
    private static let batch = 8

    private static func write(
        _ request: FeatureRequest, _ place: FeatureWorkspace, _ sink: any FeatureSink
    ) throws -> Int {
        let history = try request.asOf.map { _ in
            try FeatureHistory(of: request.set, in: place.store, request.interval, bars: place.bars)
        }
        var count = 0
        // Across symbols the whole universe may have to be computed: once, not for every few symbols.
        let step = history?.featureSet.isOfOneSymbol == false ? max(1, request.symbols.count) : batch
        for start in stride(from: 0, to: request.symbols.count, by: step) {
            let some = Array(request.symbols[start..<min(start + step, request.symbols.count)])
            let rows: [FeatureRows]
            if let history, let asOf = request.asOf {
                rows = try history.rows(of: some, asOf: asOf).map {
                    try $0.rows(from: request.span.lowerBound, through: request.span.upperBound)
                        .selecting(request.featureNames)
                }
            } else {
                rows = try place.store.rows(
                    of: request.set, some, request.interval, features: request.featureNames, in: request.span)
            }
            for one in rows where one.count > 0 {
                try sink.write(one)
                count += one.count
            }
        }
        return count
    }

    /// Writes the newest row known at each time of a file, in the order of the file.
    private static func join(
        _ path: String, _ request: FeatureRequest, _ place: FeatureWorkspace, _ sink: any FeatureSink,
        _ context: CommandContext
    ) throws -> Int {
        let history = try FeatureHistory(of: request.set, in: place.store, request.interval, bars: place.bars)
        let queries = try FeatureQuery.read(path).filter { request.wants($0.symbol) }
        var answers = [FeatureRows?](repeating: nil, count: queries.count)
        let known = try place.bars.lastAppends(request.interval)
        for (symbol, places) in Dictionary(grouping: queries.indices, by: { queries[$0].symbol }) {
            guard known[symbol] != nil else { continue }
            let instants = places.map { min(queries[$0].time, request.asOf ?? .distantFuture) }
            for (place, rows) in zip(places, try history.newest(of: symbol, at: instants)) {
                answers[place] = try rows?.selecting(request.featureNames)
            }
        }
        for (query, rows) in zip(queries, answers) { try sink.write(query, rows) }
        let missing = answers.count { $0 == nil }
        if missing > 0 {
            context.note(
                "note: nothing was known at \(Quantity.counted(missing, "time")) of \(path); their cells are empty")
        }
        return queries.count
    }
}

/// What rows are asked for.
struct FeatureRequest {
    let set: StoredSet
    let interval: BarInterval
    let symbols: [Symbol]
    let featureNames: [String]
    let span: ClosedRange<Instant>
    let asOf: Instant?
    let format: FeatureFormat
    private let isOfAll: Bool

    init(_ arguments: ParsedArguments, _ place: FeatureWorkspace, wantsJSON: Bool) throws {
        set = try place.stored(arguments.text("set"))
        interval = try ArgumentReader.interval(arguments.text("interval"))
        let stored = try place.store.symbols(set, interval)
        let asked = try arguments.texts("symbols").map(ArgumentReader.symbol)
        let known = Set(stored)
        let missing = asked.first { !known.contains($0) }
        guard missing == nil, !stored.isEmpty else {
            throw FeatureStoreError.notBuilt(set: set.description, missing, interval)
        }
        isOfAll = asked.isEmpty
        symbols = asked.isEmpty ? stored : asked
        let names = try place.store.definitionLines(of: set).map(\.name)
        let chosen = arguments.texts("features")
        for name in chosen where !names.contains(name) {
            throw FeatureStoreError.unknownFeature(name, set: set.description, known: names)
        }
        featureNames = chosen.isEmpty ? names : chosen
        let from = try arguments.text("from").map { try ArgumentReader.instant($0, option: "--from") }
        let to = try arguments.text("to").map(FeatureRequest.end)
        guard from ?? .distantPast <= to ?? .distantFuture else {
            throw CommandFailure(.usage, "--from is after --to", mend: "give the earlier time first")
        }
        span = (from ?? .distantPast)...(to ?? .distantFuture)
        asOf = try arguments.text("as-of").map { try ArgumentReader.instant($0, option: "--as-of") }
        let format = arguments.text("format").flatMap(FeatureFormat.init(rawValue:))
        self.format = format ?? (wantsJSON ? .json : FeatureFormat.told(by: arguments.text("output")) ?? .csv)
    }

    func wants(_ symbol: Symbol) -> Bool { isOfAll || symbols.contains(symbol) }

    /// The end of a span: a bare date is the whole day.
    private static func end(_ text: String) throws -> Instant {
        let instant = try ArgumentReader.instant(text, option: "--to")
        guard CivilDate(iso8601: text) != nil else { return instant }
        return Instant(nanoseconds: instant.advanced(bySeconds: 86_400).nanoseconds - 1)
    }
}

/// A symbol and a time to give features for.
struct FeatureQuery {
    let symbol: Symbol
    let time: Instant

    /// Reads the columns symbol and time of a CSV file.
    static func read(_ path: String) throws -> [FeatureQuery] {
        let names = try CSVFile.header(of: path).names
        func column(_ words: [String]) throws -> String {
            if let found = names.first(where: { words.contains($0.lowercased()) }) { return found }
            throw CommandFailure(
                .badData, "\(path) has no column \(words[0]); its columns are \(names.joined(separator: ", "))",
                mend: "give it columns named symbol and time")
        }
        let symbols = try column(["symbol", "ticker"])
        let times = try column(["time", "timestamp", "datetime", "date"])
        let table = try CSVFile.read(path, options: CSVOptions(columns: [(symbols, .text), (times, .text)]))
        let cells = zip(try table.column(symbols).texts(), try table.column(times).texts())
        return try cells.enumerated().map { row, cell in
            guard let symbol = Symbol(cell.0 ?? "") else {
                throw MarketDataError.badCell(
                    path: path, row: row + 2, column: symbols, expected: "a symbol", was: cell.0 ?? "nothing")
            }
            guard let time = Instant(iso8601: cell.1 ?? "") else {
                throw MarketDataError.badCell(
                    path: path, row: row + 2, column: times, expected: "a time such as 2023-09-20T20:00:00Z",
                    was: cell.1 ?? "nothing")
            }
            return FeatureQuery(symbol: symbol, time: time)
        }
    }
}
