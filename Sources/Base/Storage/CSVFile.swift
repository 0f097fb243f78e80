import CArrow

/// How a CSV file is to be read.
public struct CSVOptions: Sendable {
    /// The character between cells; found from the header line when `nil`.
    public var delimiter: Character?
    /// The character before the fraction of a number.
    public var decimalPoint: Character
    /// The columns to read and the kinds to read them as, `nil` to have a kind inferred; all columns when empty.
    public var columns: [(name: String, kind: ColumnKind?)]

    /// Describes how to read.
    public init(
        delimiter: Character? = nil, decimalPoint: Character = ".", columns: [(name: String, kind: ColumnKind?)] = []
    ) {
        self.delimiter = delimiter
        self.decimalPoint = decimalPoint
        self.columns = columns
    }
}

/// Reads CSV files with a header line, plain or packed by gzip or zstd (told by their first bytes), through Arrow C++.
public enum CSVFile {
    /// The names in the header line, and the character that parts them: `,`, `;`, tab or `|`.
    ///
    /// - Throws: ``StorageError/table(path:doing:reason:)``.
    public static func header(of path: String) throws -> (names: [String], delimiter: Character) {
        var bytes = try TextFile.headBytes(of: path, count: 65_536)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let delimiter = mostFrequent(of: ",;\t|", in: line)
        return (cells(of: line, delimiter: delimiter), Character(Unicode.Scalar(delimiter)))
    }

    /// Reads a file.
    ///
    /// Kinds are inferred for columns that none is given for. An empty cell, `NA`, `NaN`, `null`, `None`, `-` and the like
    /// are missing cells in columns of numbers and dates.
    ///
    /// - Throws: ``StorageError/table(path:doing:reason:)``, which names the row (the header is row 1) and the column.
    public static func read(_ path: String, options: CSVOptions = CSVOptions()) throws -> ColumnTable {
        let header = try header(of: path)
        let delimiter = options.delimiter ?? header.delimiter
        guard let delimiter = delimiter.asciiValue, let decimal = options.decimalPoint.asciiValue else {
            throw StorageError.table(
                path: path, doing: "read", reason: "the delimiter and the decimal point must be ASCII characters")
        }
        do {
            return try read(path, options, delimiter: delimiter, decimalPoint: decimal)
        } catch StorageError.table(let path, let doing, let reason) {
            throw StorageError.table(path: path, doing: doing, reason: named(reason, header.names))
        }
    }

    private static func read(
        _ path: String, _ options: CSVOptions, delimiter: UInt8, decimalPoint: UInt8
    ) throws -> ColumnTable {
        let handle = try NativeCall.run(path, doing: "read") { error in
            NativeCall.withCStrings(options.columns.map(\.name)) { names in
                let columns = options.columns.enumerated().map { index, column in
                    martlet_csv_column(
                        name: names[index], kind: column.kind.map { Int32($0.native.rawValue) } ?? -1)
                }
                return martlet_csv_read(
                    path, columns, Int32(columns.count), CChar(bitPattern: delimiter), CChar(bitPattern: decimalPoint),
                    error, NativeCall.errorCapacity)
            }
        }
        return NativeTable(handle).columns()
    }

    /// Arrow's text with the column's name in the place of its number.
    private static func named(_ reason: String, _ names: [String]) -> String {
        let prefix = "In CSV column #"
        guard reason.hasPrefix(prefix) else { return reason }
        let digits = reason.dropFirst(prefix.count).prefix { $0.isNumber }
        guard let index = Int(digits), index < names.count else { return reason }
        return "column \(names[index])" + reason.dropFirst(prefix.count + digits.count)
    }

    private static func mostFrequent(of candidates: String, in line: some Sequence<UInt8>) -> UInt8 {
        var best: (byte: UInt8, count: Int) = (UInt8(ascii: ","), 0)
        for candidate in candidates.utf8 {
            let count = line.reduce(0) { $0 + ($1 == candidate ? 1 : 0) }
            if count > best.count { best = (candidate, count) }
        }
        return best.byte
    }

    /// The cells of a line, unquoted.
    private static func cells(of line: some Sequence<UInt8>, delimiter: UInt8) -> [String] {
        let quote = UInt8(ascii: "\"")
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        var previous: UInt8 = 0
        for byte in line {
            if byte == quote {
                // A doubled quote inside quotes stands for one quote.
                if !isQuoted && previous == quote { cells[cells.count - 1].append(quote) }
                isQuoted.toggle()
            } else if byte == delimiter && !isQuoted {
                cells.append([])
            } else {
                cells[cells.count - 1].append(byte)
            }
            previous = byte
        }
        return cells.map { String(decoding: $0, as: UTF8.self) }
    }
}
