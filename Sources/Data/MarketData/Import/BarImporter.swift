import Base
import Storage

/// Reads files of bars: CSV and Parquet, plain or packed by gzip or zstd, of one symbol or many, daily or intraday.
///
/// Times become event times in UTC. A daily bar's is the close of its session; an intraday bar's is its start moved by the
/// interval, but not past the session's close. Rows keep the order of the file and are neither sorted nor repaired.
public struct BarImporter: Sendable {
    /// Makes an importer.
    public init() {}

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file; its first bytes, not its name, tell its format.
    ///   - options: What the file does not say itself.
    /// - Returns: The bars of each symbol, sorted by symbol. Without a volume column volumes are 0.
    /// - Throws: ``MarketDataError`` or `StorageError`, naming the file and, as far as there is one, row and column.
    public func read(path: String, options: ImportOptions = ImportOptions()) throws -> [RawBars] {
        let file = try ImportFile(path: path, options: options)
        let times = try ImportTimes(file)
        let groups = try SymbolGroups(file, options: options).groups
        let prices = try PriceColumns(file)
        var clock = SessionClock(options: options)
        return try groups.map { symbol, rows in
            let own = times.values.withUnsafeBufferPointer { rows.select($0) }
            let (interval, instants) = try clock.instants(own, times.kind, symbol, path: path)
            return try prices.bars(symbol, interval, instants, rows)
        }
    }
}

/// The price and volume columns of a file.
private struct PriceColumns {
    private let open: Column
    private let high: Column
    private let low: Column
    private let close: Column
    private let adjustedClose: Column?
    private let volume: Column?

    init(_ file: ImportFile) throws {
        open = try file.required(.open)
        high = try file.required(.high)
        low = try file.required(.low)
        close = try file.required(.close)
        adjustedClose = file.column(.adjustedClose)
        volume = file.column(.volume)
        for column in [open, high, low, close, adjustedClose, volume].compactMap({ $0 }) {
            guard column.kind == .double || column.kind == .int64 else {
                throw file.badColumn(column, expected: "numbers")
            }
        }
    }

    func bars(_ symbol: Symbol, _ interval: BarInterval, _ times: [Instant], _ rows: RowSet) throws -> RawBars {
        let close = try numbers(self.close, rows)
        var adjusted = try adjustedClose.map { try numbers($0, rows) } ?? close
        if adjustedClose != nil {
            for row in adjusted.indices where adjusted[row].isNaN { adjusted[row] = close[row] }
        }
        return RawBars(
            symbol: symbol, interval: interval, times: times, open: try numbers(open, rows),
            high: try numbers(high, rows), low: try numbers(low, rows), close: close, adjustedClose: adjusted,
            volume: try volume.map { try numbers($0, rows) } ?? [Double](repeating: 0, count: rows.count))
    }

    private func numbers(_ column: Column, _ rows: RowSet) throws -> [Double] {
        switch rows {
        case .range(let range): return try column.doubles(in: range)
        case .scattered(let rows):
            if column.kind == .double { return try column.withDoubles { cells in rows.map { cells[$0] } } }
            return try column.withInt64s { cells in rows.map { cells[$0] == .min ? .nan : Double(cells[$0]) } }
        }
    }
}
