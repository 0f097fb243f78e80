/// One named column of a table: cells of one kind, in memory one after the other.
///
/// It does not change.
///
/// - Missing: a missing cell is NaN among numbers, `Int64.min` among whole numbers and timestamps, `Int32.min` among
///   dates, index −1 among texts and 255 among flags; ``missingCount`` says how many there are.
public struct Column: Sendable {
    /// The column's name.
    public let name: String
    /// What its cells are.
    public let kind: ColumnKind
    /// The number of cells.
    public let count: Int
    /// The number of missing cells.
    ///
    /// NaN that a file holds as a number is not counted.
    public let missingCount: Int
    /// The distinct texts of a text column, which its cells are indices of; empty for other kinds.
    public let dictionary: [String]
    private let storage: Storage

    private enum Storage: Sendable {
        case doubles([Double])
        case int64s([Int64])
        case int32s([Int32])
        case flags([UInt8])
        case native(NativeCells)
    }

    init(native: NativeCells, name: String, kind: ColumnKind, count: Int, missing: Int, dictionary: [String]) {
        self.init(name, kind, count: count, missing: missing, dictionary: dictionary, .native(native))
    }

    private init(
        _ name: String, _ kind: ColumnKind, count: Int, missing: Int, dictionary: [String] = [], _ storage: Storage
    ) {
        self.name = name
        self.kind = kind
        self.count = count
        self.missingCount = missing
        self.dictionary = dictionary
        self.storage = storage
    }

    /// Makes a column of numbers.
    public init(_ name: String, doubles: [Double]) {
        self.init(name, .double, count: doubles.count, missing: 0, .doubles(doubles))
    }

    /// Makes a column of whole numbers.
    public init(_ name: String, int64s: [Int64]) {
        self.init(
            name, .int64, count: int64s.count, missing: int64s.count { $0 == .min }, .int64s(int64s))
    }

    /// Makes a column of UTC timestamps in nanoseconds since 1970-01-01.
    public init(_ name: String, timestamps: [Int64]) {
        let missing = timestamps.count { $0 == .min }
        self.init(name, .timestamp(zoned: true), count: timestamps.count, missing: missing, .int64s(timestamps))
    }

    /// Makes a column of dates in days since 1970-01-01.
    public init(_ name: String, days: [Int32]) {
        self.init(name, .date, count: days.count, missing: days.count { $0 == .min }, .int32s(days))
    }

    /// Makes a column of flags, each 0 or 1.
    public init(_ name: String, flags: [Bool]) {
        self.init(name, .bool, count: flags.count, missing: 0, .flags(flags.map { $0 ? 1 : 0 }))
    }

    /// Makes a column of texts out of indices into a dictionary.
    ///
    /// Each index must lie in the dictionary or be −1, and no text of the dictionary may hold a NUL.
    public init(_ name: String, codes: [Int32], dictionary: [String]) {
        precondition(codes.allSatisfy { $0 >= -1 && $0 < dictionary.count }, "code outside the dictionary of \(name)")
        let missing = codes.count { $0 == -1 }
        self.init(name, .text, count: codes.count, missing: missing, dictionary: dictionary, .int32s(codes))
    }

    /// Makes a column of texts; `nil` is a missing cell.
    public init(_ name: String, texts: [String?]) {
        var dictionary: [String] = []
        var known: [String: Int32] = [:]
        let codes = texts.map { text -> Int32 in
            guard let text else { return -1 }
            if let code = known[text] { return code }
            let code = Int32(dictionary.count)
            known[text] = code
            dictionary.append(text)
            return code
        }
        self.init(name, codes: codes, dictionary: dictionary)
    }

    /// Lends the cells as bytes.
    func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        switch storage {
        case .doubles(let cells): try cells.withUnsafeBytes(body)
        case .int64s(let cells): try cells.withUnsafeBytes(body)
        case .int32s(let cells): try cells.withUnsafeBytes(body)
        case .flags(let cells): try cells.withUnsafeBytes(body)
        case .native(let cells):
            try body(UnsafeRawBufferPointer(start: cells.start, count: cells.start == nil ? 0 : count * kind.stride))
        }
    }
}

extension Column {
    /// Lends the cells of a column of numbers.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when they are of another kind.
    public func withDoubles<R>(_ body: (UnsafeBufferPointer<Double>) throws -> R) throws -> R {
        guard kind == .double else { throw mismatch("numbers") }
        return try withBytes { try body($0.bindMemory(to: Double.self)) }
    }

    /// Lends the cells of a column of whole numbers or timestamps.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when they are of another kind.
    public func withInt64s<R>(_ body: (UnsafeBufferPointer<Int64>) throws -> R) throws -> R {
        switch kind {
        case .int64, .timestamp: return try withBytes { try body($0.bindMemory(to: Int64.self)) }
        default: throw mismatch("whole numbers or timestamps")
        }
    }

    /// Lends the days of a column of dates.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when they are of another kind.
    public func withDays<R>(_ body: (UnsafeBufferPointer<Int32>) throws -> R) throws -> R {
        guard kind == .date else { throw mismatch("dates") }
        return try withBytes { try body($0.bindMemory(to: Int32.self)) }
    }

    /// Lends the dictionary indices of a column of texts.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when they are of another kind.
    public func withCodes<R>(_ body: (UnsafeBufferPointer<Int32>) throws -> R) throws -> R {
        guard kind == .text else { throw mismatch("texts") }
        return try withBytes { try body($0.bindMemory(to: Int32.self)) }
    }

    /// The cells of some rows as floating-point numbers; whole numbers are converted, missing cells are NaN.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when the cells are no numbers.
    public func doubles(in rows: Range<Int>? = nil) throws -> [Double] {
        let rows = rows ?? 0..<count
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows \(rows) of \(count)")
        switch kind {
        case .double: return try withDoubles { Array($0[rows]) }
        case .int64:
            return try withInt64s { cells in
                [Double](unsafeUninitializedCapacity: rows.count) { target, count in
                    for (index, cell) in cells[rows].enumerated() {
                        target.initializeElement(at: index, to: cell == .min ? .nan : Double(cell))
                    }
                    count = rows.count
                }
            }
        default: throw mismatch("numbers")
        }
    }

    /// The texts of a column of texts; `nil` where a cell is missing.
    ///
    /// - Throws: ``StorageError/wrongType(column:expected:was:)`` when they are of another kind.
    public func texts() throws -> [String?] {
        try withCodes { codes in codes.map { $0 < 0 ? nil : dictionary[Int($0)] } }
    }

    private func mismatch(_ expected: String) -> StorageError {
        .wrongType(column: name, expected: expected, was: kind.description)
    }
}
