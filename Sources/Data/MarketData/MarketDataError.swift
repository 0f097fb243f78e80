public import Base

/// What can go wrong with bars: importing, fetching and storing them.
public enum MarketDataError: Error, Equatable, Sendable {
    /// A file has no column for something a bar needs.
    case missingColumn(path: String, need: String, present: [String])
    /// A cell cannot be understood; `row` counts from 1, the header of a CSV file included.
    case badCell(path: String, row: Int, column: String, expected: String, was: String)
    /// A column is of a kind that cannot be used.
    case badColumn(path: String, column: String, expected: String, was: String)
    /// Nothing says whose bars a file holds.
    case noSymbol(path: String)
    /// The interval of a file's bars cannot be told from its times.
    case unclearInterval(path: String, symbol: String)
    /// A file holds no row.
    case noRows(path: String)
    /// An append was given two series of one symbol and interval.
    case duplicateSeries(symbol: Symbol, interval: BarInterval)
    /// A stored file does not hold what the manifest says it does.
    case damagedSegment(path: String, reason: String)
}

extension MarketDataError: CustomStringConvertible {
    /// What happened, where, and what mends it.
    public var description: String {
        switch self {
        case .missingColumn(let path, let need, let present):
            "\(path) has no column for \(need); its columns are \(present.joined(separator: ", ")). "
                + "Name the right one in the column mapping"
        case .badCell(let path, let row, let column, let expected, let was):
            "\(path), row \(row), column \(column): expected \(expected), was \(was)"
        case .badColumn(let path, let column, let expected, let was):
            "\(path), column \(column): expected \(expected), found \(was)"
        case .noSymbol(let path):
            "\(path) has no symbol column and its name is no symbol; say whose bars it holds"
        case .unclearInterval(let path, let symbol):
            "\(path): the times of \(symbol) do not show what interval a bar covers; say it, such as 1h or 1d"
        case .noRows(let path):
            "\(path) holds no rows"
        case .duplicateSeries(let symbol, let interval):
            "two series of \(symbol) at \(interval) were given at once; join them first"
        case .damagedSegment(let path, let reason):
            "the stored file \(path) is damaged: \(reason). Restore it from a backup, or ingest its data again into a new store"
        }
    }
}
