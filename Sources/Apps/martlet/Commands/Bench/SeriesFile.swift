import CommandLineInterface
import Storage

/// Named series of numbers out of a CSV file, long (columns name and value) or wide (a column a series).
struct SeriesFile {
    let series: [(name: String, values: [Double])]

    /// Reads a file; empty cells are left out, so series of a wide file may end early.
    init(path: String) throws {
        let table = try CSVFile.read(path)
        if let name = table["name"], let value = table["value"] {
            var places: [String: Int] = [:]
            var found: [(name: String, values: [Double])] = []
            for (name, value) in zip(try name.texts(), try value.doubles()) where value.isFinite {
                guard let name else { continue }
                if places[name] == nil {
                    places[name] = found.count
                    found.append((name, []))
                }
                if let place = places[name] { found[place].values.append(value) }
            }
            series = found
        } else {
            let columns = table.columns.filter { !["date", "time"].contains($0.name.lowercased()) }
            series = try columns.map { ($0.name, try $0.doubles().filter(\.isFinite)) }
        }
        guard !series.isEmpty else {
            throw CommandFailure(
                .badData, "\(path) has no series", mend: "give the columns name and value, or a column for each series")
        }
    }
}
