import Base
import CommandLineInterface
import Features
import Storage

/// A user's program that reads bars and prints features.
final class FeatureProgram {
    /// How often it was run.
    private(set) var runs = 0
    private let command: String
    private let folder: TemporaryFolder
    private var bars: String { "\(folder.path)/bars.csv" }
    private var features: String { "\(folder.path)/features.csv" }
    private var messages: String { "\(folder.path)/messages.txt" }
    private let timeLimitSeconds: Int
    private let note: (String) -> Void
    private var names: [String]?

    /// Makes a program that is run by the shell; what it says where it fails goes to `note`.
    init(_ command: String, in folder: TemporaryFolder, timeLimitSeconds: Int, note: @escaping (String) -> Void) {
        self.note = note
        self.command = command
        self.folder = folder
        self.timeLimitSeconds = timeLimitSeconds
    }

    /// What it prints for some bars.
    func values(of series: [BarSeries]) throws(CommandFailure) -> ComputedValues {
        do {
            try AtomicFile.write(FeatureProgram.csv(series), to: bars)
        } catch {
            throw CommandFailure(.badData, "\(error)", mend: "look at the space left in \(folder.path)")
        }
        runs += 1
        let run = ProgramRun(command, input: bars, output: features, messages: messages)
        switch run.end(withinSeconds: timeLimitSeconds) {
        case .exited(0): break
        case .exited(let code):
            let mend = "run it by itself on such bars" + (runs > 1 ? ", or say by --needs how many times it needs" : "")
            throw failure("ended with code \(code)", series, mend: mend)
        case .killed(let signal): throw failure("was ended by signal \(signal)", series, mend: "look at what it does")
        case .timedOut:
            throw failure(
                "took longer than \(timeLimitSeconds) s", series,
                mend: "give it longer by --time-limit, or fewer --bars")
        case .notStarted(let reason):
            throw failure("could not be started: \(reason)", series, mend: "check the command")
        }
        let table = ProgramTable(path: features)
        let values: ComputedValues
        do {
            values = try table.values()
        } catch {
            throw failure("printed no table: \(error.reason)", series, mend: ProgramTable.format)
        }
        if let names, names != values.names {
            throw failure(
                "prints other columns for other bars: \(ProgramTable.list(values.names)), before "
                    + ProgramTable.list(names), series, mend: "print the same columns always")
        }
        names = values.names
        return values
    }

    private func failure(_ what: String, _ series: [BarSeries], mend: String) -> CommandFailure {
        let said = (try? SmallFile.read(path: messages)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let lines = said.split(separator: "\n", omittingEmptySubsequences: true)
        let barCount = series.reduce(0) { $0 + $1.count }
        let last = lines.last.map { "; it said: \($0)" } ?? ""
        if lines.count > 1 { note("the program said:\n" + lines.suffix(30).joined(separator: "\n")) }
        return CommandFailure(.badData, "run \(runs) of the program, on \(barCount) bars, \(what)\(last)", mend: mend)
    }

    /// Bars as the program reads them: adjusted, all symbols of a time after each other.
    static func csv(_ series: [BarSeries]) -> String {
        var text = "symbol,time,open,high,low,close,volume\n"
        for own in series.map({ $0.adjusted() }) {
            for row in 0..<own.count {
                text += "\(own.symbol),\(own.times[row]),\(own.open[row]),\(own.high[row]),"
                text += "\(own.low[row]),\(own.close[row]),\(own.volume[row])\n"
            }
        }
        return text
    }
}
