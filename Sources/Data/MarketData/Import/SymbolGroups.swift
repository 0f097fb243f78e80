import Base
import Storage

/// The rows of one symbol in a file.
enum RowSet {
    /// Rows one after the other.
    case range(Range<Int>)
    /// Rows here and there, in the order of the file.
    case scattered([Int])

    var count: Int {
        switch self {
        case .range(let range): range.count
        case .scattered(let rows): rows.count
        }
    }

    /// The cells of these rows.
    func select<T>(_ cells: UnsafeBufferPointer<T>) -> [T] {
        switch self {
        case .range(let range): Array(cells[range])
        case .scattered(let rows): rows.map { cells[$0] }
        }
    }
}

/// Parts a file's rows by symbol, without looking at the texts of the rows: a text column is codes.
struct SymbolGroups {
    /// Sorted by symbol.
    let groups: [(symbol: Symbol, rows: RowSet)]

    init(_ file: ImportFile, options: ImportOptions) throws {
        guard let column = file.column(.symbol) else {
            guard let symbol = options.symbol ?? SymbolGroups.symbol(ofFile: file.path) else {
                throw MarketDataError.noSymbol(path: file.path)
            }
            groups = [(symbol, .range(0..<file.table.rowCount))]
            return
        }
        switch column.kind {
        case .text:
            let runs = try column.withCodes { SymbolGroups.runs($0) }
            groups = try SymbolGroups.join(runs, column, file) { SymbolGroups.symbol(column.dictionary[$0]) }
        case .int64:
            let runs = try column.withInt64s { SymbolGroups.runs($0) }
            groups = try SymbolGroups.join(runs, column, file) { Symbol(String($0)) }
        default:
            throw file.badColumn(column, expected: "symbols")
        }
    }

    /// Runs of rows with one value.
    private static func runs<T: FixedWidthInteger>(_ cells: UnsafeBufferPointer<T>) -> [(value: T, rows: Range<Int>)] {
        var runs: [(value: T, rows: Range<Int>)] = []
        var start = 0
        while start < cells.count {
            var end = start + 1
            while end < cells.count && cells[end] == cells[start] { end += 1 }
            runs.append((cells[start], start..<end))
            start = end
        }
        return runs
    }

    private static func join<T: FixedWidthInteger>(
        _ runs: [(value: T, rows: Range<Int>)], _ column: Column, _ file: ImportFile, name: (Int) -> Symbol?
    ) throws -> [(symbol: Symbol, rows: RowSet)] {
        let missing: T = column.kind == .text ? -1 : .min
        var groups: [(symbol: Symbol, ranges: [Range<Int>])] = []
        var places: [T: Int] = [:]
        for run in runs {
            if let place = places[run.value] {
                groups[place].ranges.append(run.rows)
                continue
            }
            guard run.value != missing, let symbol = name(Int(run.value)) else {
                let text = run.value == missing ? "nothing" : text(run.value, column)
                throw file.badCell(column, row: run.rows.lowerBound, expected: "a symbol", was: text)
            }
            // Two spellings, such as `aapl` and `AAPL`, are one symbol.
            let place = groups.firstIndex { $0.symbol == symbol } ?? groups.count
            if place == groups.count { groups.append((symbol, [])) }
            groups[place].ranges.append(run.rows)
            places[run.value] = place
        }
        return groups.sorted { $0.symbol < $1.symbol }.map { ($0.symbol, rows(of: $0.ranges)) }
    }

    private static func rows(of ranges: [Range<Int>]) -> RowSet {
        if ranges.count == 1 { return .range(ranges[0]) }
        var rows: [Int] = []
        rows.reserveCapacity(ranges.reduce(0) { $0 + $1.count })
        for range in ranges { rows.append(contentsOf: range) }
        return .scattered(rows)
    }

    private static func text<T: FixedWidthInteger>(_ value: T, _ column: Column) -> String {
        column.kind == .text ? column.dictionary[Int(value)] : String(value)
    }

    /// A symbol with spaces around it taken off.
    private static func symbol(_ text: String) -> Symbol? {
        Symbol(String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
    }

    /// `AAPL` of `data/aapl.csv.gz`; `nil` where that is no symbol.
    private static func symbol(ofFile path: String) -> Symbol? {
        var name = path.split(separator: "/").last.map(String.init) ?? path
        for suffix in [".gz", ".zst", ".zstd", ".csv", ".tsv", ".txt", ".parquet", ".pq"] where name.hasSuffix(suffix) {
            name = String(name.dropLast(suffix.count))
        }
        return Symbol(name)
    }
}
