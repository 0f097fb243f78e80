import Base
import CommandLineInterface
import MarketData

/// The options that say how a file of bars is to be understood.
enum ImportArguments {
    static let options = [
        CommandOption("symbol", .text, value: "SYMBOL", "Whose bars a file without a symbol column holds."),
        CommandOption(
            "interval", .text, value: "INTERVAL", "What a bar covers, such as 1h; told from the times if left out."),
        CommandOption(
            "columns", .text, value: "ROLE=NAME,…",
            "Columns whose names are not understood; roles: \(ColumnMapping.Role.allCases.map(\.rawValue).joined(separator: ", "))."
        ),
        CommandOption(
            "time-zone", .choice(ImportTimeZone.allCases.map(\.rawValue)), "The clock of intraday times without a zone."
        ),
        CommandOption("times-are-closes", .flag, "Intraday times are when bars closed, not when they opened."),
        CommandOption(
            "calendar", .choice(CalendarChoice.names), "When the market trades; judged from each symbol if left out."),
        CommandOption("decimal", .choice([".", ","]), "The character before the fraction in a CSV file."),
    ]

    /// How the files of a command line are to be understood.
    static func options(of arguments: ParsedArguments) throws -> ImportOptions {
        var options = ImportOptions()
        if let text = arguments.text("columns") {
            guard let mapping = ColumnMapping(text) else {
                throw CommandFailure(
                    .usage, "--columns \(text) is not understood",
                    mend: "give role and name, such as time=Date,close=Last")
            }
            options.mapping = mapping
        }
        options.symbol = try arguments.text("symbol").map(ArgumentReader.symbol)
        options.interval = try arguments.text("interval").map { try ArgumentReader.interval($0) }
        options.timeZone = arguments.text("time-zone").flatMap(ImportTimeZone.init(rawValue:)) ?? .utc
        options.timesAreCloses = arguments.flag("times-are-closes")
        options.calendar = arguments.text("calendar").flatMap(CalendarChoice.calendar)
        options.decimalPoint = arguments.text("decimal")?.first ?? "."
        return options
    }
}

/// The calendars by name.
enum CalendarChoice {
    private static let all: [TradingCalendar] = [.nyse, .crypto, .forex]

    static var names: [String] { all.map { $0.name.lowercased() } }

    static func calendar(_ name: String) -> TradingCalendar? { all.first { $0.name.lowercased() == name } }
}
