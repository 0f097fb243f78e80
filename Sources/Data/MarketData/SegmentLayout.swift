import Storage

/// The columns of a segment file, which any Parquet reader can read.
enum SegmentLayout {
    static let symbol = "symbol"
    static let time = "time"
    static let knowledge = "knowledge_time"
    static let prices = ["open", "high", "low", "close", "adjusted_close", "volume"]

    /// The columns that make a bar.
    static let bars = [time] + prices

    static func fields(symbols: [String]) -> [ParquetField] {
        [ParquetField(symbol, .text, dictionary: symbols), ParquetField(time, .timestamp(zoned: true))]
            + prices.map { ParquetField($0, .double) } + [ParquetField(knowledge, .timestamp(zoned: true))]
    }

    /// Rows in a row group: the least that Parquet can read of a file, so the most that one symbol's read has to decode
    /// beside its own rows.
    static let rowsPerGroup = 1 << 16
}
