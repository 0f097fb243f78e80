import Base
import Storage

/// Rows of one symbol to be written: times strictly increasing.
struct PendingRows {
    let bars: BarSeries
    /// When each row was known; `nil` when each was at its event time.
    let knowledge: [Instant]?
    let newRows: Int

    var lastKnowledge: Instant { knowledge?.max() ?? bars.times.last ?? .distantPast }
}

/// Where some rows of one symbol came to lie in a segment.
struct WrittenSlice {
    let symbol: Symbol
    let rowGroup: Int
    let firstRow: Int
    let rows: Int
    let firstTime: Instant
    let lastTime: Instant
    let lastKnowledge: Instant
}

/// Writes the rows of many symbols into one segment file, keeping a symbol's rows together in a row group.
struct SegmentWriter {
    private let writer: ParquetWriter
    private var rowGroup = -1
    private var rowsInGroup = 0
    private(set) var slices: [WrittenSlice] = []

    init(path: String, symbols: [Symbol]) throws {
        writer = try ParquetWriter(path: path, fields: SegmentLayout.fields(symbols: symbols.map(\.name)))
    }

    /// Adds the rows of the symbol with index `code`; symbols come in sorted order.
    mutating func append(_ rows: PendingRows, code: Int) throws {
        guard rows.bars.count > SegmentLayout.rowsPerGroup else {
            return try append(rows.bars, knowledge: rows.knowledge, code: code)
        }
        for start in stride(from: 0, to: rows.bars.count, by: SegmentLayout.rowsPerGroup) {
            let range = start..<min(start + SegmentLayout.rowsPerGroup, rows.bars.count)
            try append(rows.bars[range], knowledge: rows.knowledge.map { Array($0[range]) }, code: code)
        }
    }

    func close() throws { try writer.close() }

    private mutating func append(_ bars: BarSeries, knowledge: [Instant]?, code: Int) throws {
        guard let first = bars.times.first, let last = bars.times.last else { return }
        if rowGroup < 0 || rowsInGroup + bars.count > SegmentLayout.rowsPerGroup {
            try writer.startRowGroup()
            rowGroup += 1
            rowsInGroup = 0
        }
        let codes = [Int32](repeating: Int32(code), count: bars.count)
        try bars.times.withUnsafeBytes { times in
            try (knowledge ?? bars.times).withUnsafeBytes { knowledge in
                try writer.append(
                    rowCount: bars.count,
                    [
                        .int32s(codes), .int64s(times), .doubles(bars.open), .doubles(bars.high), .doubles(bars.low),
                        .doubles(bars.close), .doubles(bars.adjustedClose), .doubles(bars.volume), .int64s(knowledge),
                    ])
            }
        }
        slices.append(
            WrittenSlice(
                symbol: bars.symbol, rowGroup: rowGroup, firstRow: rowsInGroup, rows: bars.count, firstTime: first,
                lastTime: last, lastKnowledge: knowledge?.max() ?? last))
        rowsInGroup += bars.count
    }
}
