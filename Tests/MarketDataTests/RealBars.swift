import Base
import MarketData
import Storage
import TestKit
import Testing

/// Reads the real data sets as raw bars, each symbol's rows in the order of the file.
enum RealBars {
    /// How a file's stamps become event times.
    enum Stamp {
        /// A date, of a session of NYSE.
        case session
        /// The start of an hour, in UTC or taken as such.
        case hourUTC
        /// The start of an hour in New York.
        case hourNewYork
    }

    static func read(_ file: String, stamp: Stamp) throws -> [RawBars] {
        let table = try ParquetFile.read(TestPlaces.real(file))
        let times = try times(in: table, stamp: stamp)
        let symbol = try table.column("symbol")
        let codes = try symbol.withCodes { Array($0) }
        let columns = try ["open", "high", "low", "close", "volume"].map { try table.column($0).doubles() }
        let adjusted = try table["adj_close"].map { try $0.doubles() } ?? columns[3]
        var order: [[Int]] = symbol.dictionary.map { _ in [] }
        for (row, code) in codes.enumerated() { order[Int(code)].append(row) }
        return try symbol.dictionary.indices.filter { !order[$0].isEmpty }.map { code in
            let rows = order[code]
            func pick<Value>(_ cells: [Value]) -> [Value] { rows.map { cells[$0] } }
            return RawBars(
                symbol: try #require(Symbol(symbol.dictionary[code])), interval: stamp == .session ? .day : .hour,
                times: pick(times), open: pick(columns[0]), high: pick(columns[1]), low: pick(columns[2]),
                close: pick(columns[3]), adjustedClose: pick(adjusted), volume: pick(columns[4]))
        }
    }

    private static func times(in table: ColumnTable, stamp: Stamp) throws -> [Instant] {
        switch stamp {
        case .session:
            return try table.column("date").withDays { days in
                days.map { TradingCalendar.nyse.close(of: CivilDate(daysSinceEpoch: Int($0))) }
            }
        case .hourUTC:
            return try table.column("ts").withInt64s { cells in
                cells.map { Instant(nanoseconds: $0).advanced(bySeconds: 3600) }
            }
        case .hourNewYork:
            return try table.column("ts").withInt64s { cells in
                cells.map { cell in
                    let wall = Instant(nanoseconds: cell)
                    let seconds = wall.seconds - Int64(wall.utcDate.daysSinceEpoch) * 86_400
                    return NewYorkTime.utc(wall.utcDate, secondsOfDay: Int(seconds) + 3600)
                }
            }
        }
    }
}
