import Base
import CommandLineInterface
import Features
import Storage

/// Why a program's table cannot be used.
struct ProgramTableError: Error {
    let reason: String
}

/// The features a program printed.
struct ProgramTable {
    let path: String

    /// What a program must print, for messages.
    static let format = "print CSV with a header: symbol, time and a column of numbers for each feature"

    /// The columns, symbol by symbol, sorted by time.
    func values() throws(ProgramTableError) -> ComputedValues {
        do {
            return try read()
        } catch let error as ProgramTableError {
            throw error
        } catch StorageError.table(_, _, let reason) {
            throw ProgramTableError(reason: reason)
        } catch {
            throw ProgramTableError(reason: "\(error)")
        }
    }

    private func read() throws -> ComputedValues {
        guard try Folder.size(ofFile: path) > 0 else { throw ProgramTableError(reason: "it printed nothing") }
        let header = try CSVFile.header(of: path).names
        let names = header.filter { $0 != "symbol" && $0 != "time" }
        guard header.contains("symbol"), header.contains("time") else {
            throw ProgramTableError(
                reason: "its columns are \(ProgramTable.list(header)), symbol and time must be there")
        }
        guard !names.isEmpty, Set(header).count == header.count else {
            let reason = names.isEmpty ? "it has no feature" : "two columns have one name"
            throw ProgramTableError(reason: reason)
        }
        let kinds = header.map { name -> (name: String, kind: ColumnKind?) in
            (name, name == "symbol" || name == "time" ? .text : .double)
        }
        let table = try CSVFile.read(path, options: CSVOptions(columns: kinds))
        let columns = try names.map { try table.column($0).doubles() }
        return ComputedValues(names: names, series: try series(try rows(of: table), columns))
    }

    /// The rows of each symbol with their times.
    private func rows(of table: ColumnTable) throws -> [Symbol: [(time: Instant, row: Int)]] {
        let (symbols, times) = (try table.column("symbol").texts(), try table.column("time").texts())
        var rows: [Symbol: [(time: Instant, row: Int)]] = [:]
        var known: [String: Instant] = [:]
        for row in 0..<table.rowCount {
            guard let symbol = symbols[row].flatMap({ Symbol($0) }) else {
                throw ProgramTableError(reason: "row \(row + 2): '\(symbols[row] ?? "")' is not a symbol")
            }
            let text = times[row] ?? ""
            guard let time = known[text] ?? Instant(iso8601: text) else {
                throw ProgramTableError(reason: "row \(row + 2): '\(text)' is not a time such as 2023-09-20T20:00:00Z")
            }
            known[text] = time
            rows[symbol, default: []].append((time, row))
        }
        return rows
    }

    private func series(
        _ rows: [Symbol: [(time: Instant, row: Int)]], _ columns: [[Double]]
    ) throws -> [SeriesValues] {
        try rows.sorted { $0.key < $1.key }.map { symbol, own in
            let sorted = own.sorted { $0.time < $1.time }
            for (earlier, later) in zip(sorted, sorted.dropFirst()) where earlier.time == later.time {
                throw ProgramTableError(reason: "it has two rows of \(symbol) at \(later.time)")
            }
            let values = columns.flatMap { column in sorted.map { column[$0.row] } }
            return SeriesValues(symbol: symbol, times: sorted.map(\.time), values: values[...])
        }
    }

    /// Some of many names.
    static func list(_ names: [String]) -> String {
        names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }
}
