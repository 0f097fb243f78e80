import Base
import CommandLineInterface
import Synchronization

/// A small program with every kind of option, and a terminal that remembers.
enum SampleProgram {
    static let root = Command(
        "tool", "A tool for tests.",
        subcommands: [
            Command(
                "train", "Train models.", discussion: "First paragraph.\n\nSecond paragraph.",
                options: [
                    CommandOption("model", .list(.choice(["ridge", "random-forest", "lightgbm"])), "Models to train."),
                    CommandOption("bars", .integer(1...100), letter: "b", "How many bars."),
                    CommandOption("share", .number(0...1), "A share."),
                    CommandOption("global", .flag, letter: "g", "One model for all."),
                    CommandOption("verbose", .flag, letter: "v", "Say more."),
                    CommandOption("port", .integer(0...65_535), setting: "server.port", "Port of the server."),
                    CommandOption("out", .path, value: "FILE", "Where to write."),
                    CommandOption("map", .pair, "Column names."),
                ],
                arguments: [PositionalArgument("SYMBOL", .text, .any, "Symbols.")],
                examples: [.init("tool train AAPL --model ridge", "Train one model.")], exitCodes: [.negative],
                run: { arguments, context in
                    context.line(echo(arguments))
                    return arguments.flag("global") ? .negative : .success
                }),
            Command(
                "ingest", "Take bars in.", arguments: [PositionalArgument("FILE", .path, .some, "Files.")],
                subcommands: [Command("yahoo", "From Yahoo.", run: { _, _ in .network })],
                run: { arguments, context in
                    context.line(arguments.texts("FILE").joined(separator: "|"))
                    return .success
                }),
            Command(
                "port", "Print the port.",
                run: { _, context in
                    guard let entry = try context.configuration().entry("server.port") else { return .negative }
                    context.line("\(entry.value.text) by \(entry.origin)")
                    return .success
                }),
            Command("fail", "Fail.", run: { _, _ in throw CommandFailure(.notReady, "no model", mend: "run train") }),
            Command("crash", "Fail unexpectedly.", run: { _, _ in throw UnknownProblem() }),
        ])

    struct UnknownProblem: Error {}

    private static func echo(_ arguments: ParsedArguments) -> String {
        [
            arguments.texts("model").joined(separator: "+"), arguments.integer("bars").map(String.init) ?? "-",
            arguments.number("share").map { String($0) } ?? "-", arguments.flag("global") ? "g" : "-",
            arguments.flag("verbose") ? "v" : "-", arguments.text("out") ?? "-",
            arguments.texts("map").joined(separator: "+"), arguments.texts("SYMBOL").joined(separator: "+"),
        ].joined(separator: " ")
    }

    /// Runs a command line, given as words parted by spaces.
    static func run(_ line: String, environment: [String: String] = [:], width: Int = 100) -> Outcome {
        run(words: line.split(separator: " ").map(String.init), environment: environment, width: width)
    }

    static func run(words: [String], environment: [String: String] = [:], width: Int = 100) -> Outcome {
        let record = Record()
        let program = Program(root: root, versionText: "tool 1.2.3")
        let code = program.run(words, environment: environment, terminal: record.terminal(width: width))
        return Outcome(code: code, output: record.output, error: record.error)
    }

    struct Outcome {
        let code: ExitCode
        let output: String
        let error: String
    }
}

/// Remembers what was written.
final class Record: Sendable {
    private let texts = Mutex((output: "", error: ""))

    var output: String { texts.withLock { $0.output } }
    var error: String { texts.withLock { $0.error } }

    func terminal(width: Int = 100, isInteractive: Bool = false, usesUnicode: Bool = true) -> Terminal {
        Terminal(
            writeOutput: { text in self.texts.withLock { $0.output += text } },
            writeError: { text in self.texts.withLock { $0.error += text } }, outputIsInteractive: isInteractive,
            errorIsInteractive: isInteractive, width: width, usesUnicode: usesUnicode)
    }
}
