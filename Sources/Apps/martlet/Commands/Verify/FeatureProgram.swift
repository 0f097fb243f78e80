import Base
import CommandLineInterface
import Features
import Glibc
import Storage

/// A folder for what goes to a program and comes from it; it is removed with this.
final class ProgramFolder {
    let path: String

    init() throws {
        let parent = ProcessEnvironment.variables()["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(parent)/martlet-verify-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
        }
        guard made else {
            throw CommandFailure(
                .badData, "cannot make a folder in \(parent): \(String(cString: strerror(errno)))",
                mend: "name another by the variable TMPDIR")
        }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? parent }
    }

    deinit {
        for name in ProgramFolder.names { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    static let names = ["bars.csv", "features.csv", "messages.txt"]
    var bars: String { "\(path)/\(ProgramFolder.names[0])" }
    var features: String { "\(path)/\(ProgramFolder.names[1])" }
    var messages: String { "\(path)/\(ProgramFolder.names[2])" }
}

/// A user's program that reads bars and prints features.
final class FeatureProgram {
    /// How often it was run.
    private(set) var runs = 0
    private let command: String
    private let folder: ProgramFolder
    private let timeLimitSeconds: Int
    private let note: (String) -> Void
    private var names: [String]?

    /// Makes a program that is run by the shell; what it says where it fails goes to `note`.
    init(_ command: String, in folder: ProgramFolder, timeLimitSeconds: Int, note: @escaping (String) -> Void) {
        self.note = note
        self.command = command
        self.folder = folder
        self.timeLimitSeconds = timeLimitSeconds
    }

    /// What it prints for some bars.
    func values(of series: [BarSeries]) throws(CommandFailure) -> ComputedValues {
        do {
            try AtomicFile.write(FeatureProgram.csv(series), to: folder.bars)
        } catch {
            throw CommandFailure(.badData, "\(error)", mend: "look at the space left in \(folder.path)")
        }
        runs += 1
        let run = ProgramRun(command, input: folder.bars, output: folder.features, messages: folder.messages)
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
        let table = ProgramTable(path: folder.features)
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
        let said = (try? SmallFile.read(path: folder.messages)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let lines = said.split(separator: "\n", omittingEmptySubsequences: true)
        let bars = series.reduce(0) { $0 + $1.count }
        let last = lines.last.map { "; it said: \($0)" } ?? ""
        if lines.count > 1 { note("the program said:\n" + lines.suffix(30).joined(separator: "\n")) }
        return CommandFailure(.badData, "run \(runs) of the program, on \(bars) bars, \(what)\(last)", mend: mend)
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
