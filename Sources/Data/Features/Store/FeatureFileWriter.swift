public import Base
import Storage

/// Writes rows of features, with their symbols and times, into one Parquet file.
public struct FeatureFileWriter {
    private let writer: ParquetWriter
    private let codes: [Symbol: Int32]

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - symbols: All symbols that rows will be of.
    ///   - featureNames: The features.
    /// - Throws: `StorageError` when it cannot be written.
    public init(path: String, symbols: [Symbol], featureNames: [String]) throws {
        try self.init(path: path, symbols: symbols, featureNames: featureNames, compressionLevel: 1)
    }

    init(path: String, symbols: [Symbol], featureNames: [String], compressionLevel: Int) throws {
        let fields =
            [
                ParquetField(FeatureSegmentLayout.symbol, .text, dictionary: symbols.map(\.name)),
                ParquetField(FeatureSegmentLayout.time, .timestamp(zoned: true)),
                ParquetField(FeatureSegmentLayout.knownAt, .timestamp(zoned: true)),
            ] + featureNames.map { ParquetField($0, .double) }
        writer = try ParquetWriter(path: path, fields: fields, compressionLevel: compressionLevel)
        codes = Dictionary(symbols.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    }

    /// Adds the rows of a symbol as a row group.
    public func write(_ rows: FeatureRows) throws {
        try write([(rows.symbol, rows.count)], rows.times, rows.knownAt, rows.columns.map { .doubles($0) })
    }

    /// Adds the rows of some symbols, each with its number of rows, as one row group.
    func write(
        _ symbols: [(symbol: Symbol, rows: Int)], _ times: [Instant], _ knownAt: [Instant], _ values: [ParquetCells]
    ) throws {
        try writer.startRowGroup()
        let own = symbols.flatMap { [Int32](repeating: codes[$0.symbol] ?? -1, count: $0.rows) }
        try times.withUnsafeBytes { times in
            try knownAt.withUnsafeBytes { knownAt in
                try writer.append(rowCount: own.count, [.int32s(own), .int64s(times), .int64s(knownAt)] + values)
            }
        }
    }

    /// Ends the file.
    public func close() throws { try writer.close() }
}
