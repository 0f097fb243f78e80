import Base
import Storage

/// Rows of one symbol on their way into a segment.
struct FeaturePart {
    let symbol: Symbol
    let times: [Instant]
    /// From when on each row could be known.
    let knownAt: [Instant]
    let columns: FeatureColumns
}

/// Where some rows of one symbol came to lie in a segment.
struct FeatureSlice {
    let symbol: Symbol
    let rowGroup: Int
    let firstRow: Int
    let rows: Int
    let firstTime: Instant
    let lastTime: Instant
}

/// The columns of a segment beside the features.
enum FeatureSegmentLayout {
    static let symbol = "symbol"
    static let time = "time"
    static let knownAt = "known_at"

    /// Rows of a row group, so that it takes some 32 MB before it is packed.
    static func rowsPerGroup(features: Int) -> Int { max(256, (4 << 20) / max(1, features)) }
}

/// Writes rows of features into one Parquet file.
///
/// Numbers have their bytes split into streams and are packed by lz4: of the codecs tried (figures in docs/concepts/features.md)
/// the quickest to read that still saves a quarter.
struct FeatureSegmentWriter {
    private let writer: FeatureFileWriter
    private let rowLimit: Int
    private var rowGroup = -1
    private(set) var slices: [FeatureSlice] = []

    init(path: String, symbols: [Symbol], featureNames: [String]) throws {
        writer = try FeatureFileWriter(
            path: path, symbols: symbols, featureNames: featureNames, compressionLevel: 0)
        rowLimit = FeatureSegmentLayout.rowsPerGroup(features: featureNames.count)
    }

    var rows: Int { slices.reduce(0) { $0 + $1.rows } }

    /// Adds rows, several symbols to a row group as far as they fit.
    mutating func append(_ parts: [FeaturePart]) throws {
        var rest = parts.filter { !$0.times.isEmpty }[...]
        while let first = rest.first {
            var (count, rows) = (0, 0)
            for part in rest {
                guard count == 0 || rows + part.times.count <= rowLimit else { break }
                (count, rows) = (count + 1, rows + part.times.count)
            }
            if count == 1 {
                try write([first], rows: rows, first.columns)
            } else {
                let group = Array(rest.prefix(count))
                try write(group, rows: rows, FeatureSegmentWriter.gathered(group, rows: rows))
            }
            rest = rest.dropFirst(count)
        }
    }

    func close() throws { try writer.close() }

    /// The columns of several parts, one below the other.
    private static func gathered(_ parts: [FeaturePart], rows: Int) -> FeatureColumns {
        let whole = FeatureColumns(features: parts[0].columns.features, rows: rows)
        var start = 0
        for part in parts {
            for feature in 0..<whole.features {
                (whole.values + feature * rows + start)
                    .update(from: part.columns.values + feature * part.columns.rows, count: part.columns.rows)
            }
            start += part.columns.rows
        }
        return whole
    }

    private mutating func write(_ parts: [FeaturePart], rows: Int, _ columns: FeatureColumns) throws {
        rowGroup += 1
        let times = parts.count == 1 ? parts[0].times : parts.flatMap(\.times)
        let knownAt = parts.count == 1 ? parts[0].knownAt : parts.flatMap(\.knownAt)
        let values = (0..<columns.features).map {
            ParquetCells.int64s(UnsafeRawBufferPointer(start: columns.values + $0 * rows, count: rows * 8))
        }
        try writer.write(parts.map { ($0.symbol, $0.times.count) }, times, knownAt, values)
        var firstRow = 0
        for part in parts {
            slices.append(
                FeatureSlice(
                    symbol: part.symbol, rowGroup: rowGroup, firstRow: firstRow, rows: part.times.count,
                    firstTime: part.times[0], lastTime: part.times[part.times.count - 1]))
            firstRow += part.times.count
        }
    }
}
